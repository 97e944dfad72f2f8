import Dispatch
import HostFiles
import MountMaps
import Synchronization

/// The names that the running system knows, with one time limit for all questions together.
///
/// A pending question to a name service cannot be cancelled: it stays behind on its thread, and every later question
/// gets no answer. The functions block, so call them on a thread that may wait.
final class SystemHostNames: HostNames {
    // The C library can walk through only one netgroup at a time. A question that was left behind blocks all later ones
    // of the process, which then reach their own time limit.
    private static let netgroupQuestions = DispatchQueue(label: "netgroups")

    private let deadline: DispatchTime
    private let limit: Duration
    private let state = Mutex(State())

    private struct State {
        var failure: HostNamesFailure?
        var hosts: [[UInt8]: ResolvedHost?] = [:]
        var memberships: [[[UInt8]]: Bool] = [:]
    }

    /// Asks within a time limit, which starts now.
    init(limit: Duration) {
        self.limit = limit
        deadline = .now() + .milliseconds(Int(limit / .milliseconds(1)))
    }

    var failure: HostNamesFailure? { state.withLock { $0.failure } }

    func host(named name: [UInt8]) -> ResolvedHost? {
        if let known = state.withLock({ $0.hosts[name] }) { return known }
        let host = ask(about: name) { NameServiceCall.host(named: name) } ?? nil
        state.withLock { $0.hosts[name] = .some(host) }
        return host
    }

    func name(of address: NetworkAddress) -> [UInt8]? {
        ask(about: Array(address.description.utf8)) { NameServiceCall.name(of: address) } ?? nil
    }

    func aliases(of name: [UInt8]) -> [[UInt8]] {
        ask(about: name) { NameServiceCall.aliases(of: name) } ?? []
    }

    func isMember(_ host: [UInt8], of netgroup: [UInt8]) -> Bool {
        if let known = state.withLock({ $0.memberships[[host, netgroup]] }) { return known }
        let isMember =
            ask(about: netgroup, on: Self.netgroupQuestions) {
                NameServiceCall.isMember(host, of: netgroup)
            } ?? false
        state.withLock { $0.memberships[[host, netgroup]] = isMember }
        return isMember
    }

    func hasHosts(_ netgroup: [UInt8]) -> Bool {
        ask(about: netgroup, on: Self.netgroupQuestions) { NameServiceCall.hasHosts(netgroup) } ?? true
    }

    /// Asks on another thread; returns nil if there is no answer in time.
    private func ask<Answer: Sendable>(
        about name: [UInt8],
        on queue: DispatchQueue = .global(),
        _ question: @escaping @Sendable () -> Answer
    ) -> Answer? {
        guard failure == nil else { return nil }
        let answer = AnswerBox<Answer>()
        queue.async { answer.put(question()) }
        if let answer = answer.take(until: deadline) { return answer }
        let shown = String(decoding: name.prefix(200), as: UTF8.self)
        let failure = HostNamesFailure(
            description:
                "name services did not answer within \(limit.components.seconds) seconds, for example for \"\(shown)\"; "
                + "check DNS and the other sources in /etc/nsswitch.conf"
        )
        state.withLock { $0.failure = $0.failure ?? failure }
        return nil
    }
}

/// An answer passed from the thread that asks.
private final class AnswerBox<Answer: Sendable>: Sendable {
    private let answer = Mutex(Answer?.none)
    private let arrived = DispatchSemaphore(value: 0)

    func put(_ value: Answer) {
        answer.withLock { $0 = value }
        arrived.signal()
    }

    func take(until deadline: DispatchTime) -> Answer? {
        _ = arrived.wait(timeout: deadline)
        return answer.withLock { $0 }
    }
}
