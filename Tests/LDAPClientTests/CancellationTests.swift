import Glibc
import LDAPTestSupport
import Synchronization
import Testing

@testable import LDAPClient

/// A cancelled task returns although the server, the KDC or the name server stays silent for an hour.
@Suite struct CancellationTests {
    private static func patient(_ settings: LDAPSettings) -> LDAPSettings {
        var settings = settings
        settings.networkTimeout = .seconds(3_600)
        settings.timeout = .seconds(3_600)
        return settings
    }

    /// Connects, cancels as soon as a condition holds, and returns the error.
    private static func cancelled(
        _ settings: LDAPSettings,
        _ surroundings: Surroundings = Surroundings(),
        once isBlocked: () -> Bool
    ) async throws -> LDAPError.Code? {
        let task = Task { [settings = patient(settings)] in await errorCode(settings, surroundings) }
        while !isBlocked() { try await Task.sleep(for: .milliseconds(2)) }
        task.cancel()
        return await task.value
    }

    /// Connects, and returns the error.
    private static func errorCode(
        _ settings: LDAPSettings,
        _ surroundings: Surroundings = Surroundings()
    ) async -> LDAPError.Code? {
        do throws(LDAPError) {
            _ = try await LDAPConnection.connect(to: settings, logger: quiet, surroundings: surroundings)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `cancelling ends the wait for the answer to a bind`() async throws {
        let peer = try ScriptedPeer(answers: [[]], hangsUp: false)
        let settings = LDAPSettings(uris: ["ldap://127.0.0.1:\(peer.port)"])
        let code = try await Self.cancelled(settings) { !peer.received.isEmpty }
        #expect(code == .cancelled)
    }

    @Test(arguments: [
        ("ldaps", [[]]), ("ldaps", [[0x16, 0x03, 0x03, 0x00, 0x7a, 0x02]]),
        ("ldap", [HostileAnswer.message(1, HostileAnswer.result(0x78, 0)), []]),
    ])
    func `cancelling ends a TLS handshake`(scheme: String, answers: [[UInt8]]) async throws {
        let peer = try ScriptedPeer(answers: answers, hangsUp: false)
        let settings = LDAPSettings(
            uris: ["\(scheme)://127.0.0.1:\(peer.port)"],
            tls: .init(startTLS: scheme == "ldap")
        )
        // A ClientHello is longer than the request for StartTLS.
        let code = try await Self.cancelled(settings) { peer.received.count > 100 }
        #expect(code == .cancelled)
    }

    @Test func `cancelling ends the wait for a connection to be accepted`() async throws {
        let listener = try FullListener()
        let settings = LDAPSettings(uris: ["ldap://127.0.0.1:\(listener.port)"])
        let start = ContinuousClock.now
        let code = try await Self.cancelled(settings) { ContinuousClock.now > start + .milliseconds(300) }
        #expect(code == .cancelled)
    }

    @Test func `cancelling ends the look-up of a domain in DNS`() async throws {
        let questions = Mutex(0)
        let nameServer = try TestNameServer { _, _ in
            questions.withLock { $0 += 1 }
            return nil
        }
        var surroundings = Surroundings()
        surroundings.services = ServiceLookup(
            nameServer: .init(address: "127.0.0.1", port: UInt16(nameServer.port))
        )
        let settings = LDAPSettings(domain: "example.test", tls: .init(startTLS: true))
        let code = try await Self.cancelled(settings, surroundings) { questions.withLock { $0 > 0 } }
        #expect(code == .cancelled)
    }

    @Test func `cancelling ends the wait for a KDC that does not answer`() async throws {
        try await TestKDC.withKDC(principals: ["ldap/localhost", "sync"]) { kdc in
            let cache = try await kdc.ticketCache(of: "sync")
            let peer = try ScriptedPeer(answers: [], hangsUp: false)
            kdc.suspend(true)
            await #expect(processExitsWith: .exitCode(42)) {
                [
                    uri = "ldap://localhost:\(peer.port)" as String, cache = cache as String,
                    configuration = kdc.configurationFile as String
                ] in
                setenv("KRB5CCNAME", cache, 1)
                setenv("KRB5_CONFIG", configuration, 1)
                let start = ContinuousClock.now
                let code = try await Self.cancelled(LDAPSettings(uris: [uri], bind: .saslGSSAPI)) {
                    ContinuousClock.now > start + .milliseconds(500)
                }
                exit(code == .cancelled ? 42 : 1)
            }
        }
    }

    @Test func `a task that is cancelled before it connects sends nothing`() async throws {
        let peer = try ScriptedPeer(answers: [[]], hangsUp: false)
        let uri = "ldap://127.0.0.1:\(peer.port)"
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await Self.errorCode(LDAPSettings(uris: [uri]))
        }
        #expect(await task.value == .cancelled)
        #expect(peer.received.isEmpty)
    }
}
