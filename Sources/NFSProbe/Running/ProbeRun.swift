import Glibc
import Synchronization

/// A running probe.
///
/// It finishes exactly once: by its thread, by cancellation, or when the time is up.
///
/// At that moment the caller stops waiting. The thread of an interrupted probe ends soon after, because its socket is
/// shut down. Only the system's resolver cannot be interrupted; then its result is ignored.
final class ProbeRun: Sendable {
    typealias Outcome = Result<ProbeReport, ProbeError>

    private enum Phase {
        case begun
        case awaited(CheckedContinuation<Outcome, Never>)
        case finished(Outcome)
    }

    private struct State {
        var phase = Phase.begun
        var step = ProbeError.Step.start
        var descriptor: CInt?
    }

    let host: String
    private let state = Mutex(State())

    init(host: String) {
        self.host = host
    }

    /// Runs the work on a thread, and waits for it to finish or to be interrupted.
    func outcome(
        on threads: ProbeThreads,
        of work: @escaping @Sendable (ProbeRun) throws(ProbeError) -> ProbeReport
    ) async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard isAwaited(by: continuation) else { return }
                let accepted = threads.start {
                    do throws(ProbeError) {
                        self.finish(.success(try work(self)))
                    } catch {
                        self.finish(.failure(error))
                    }
                }
                if !accepted { self.interrupt(.noResources, "this machine has no thread left for a probe") }
            }
        } onCancel: {
            interrupt(.cancelled, "cancelled")
        }
    }

    /// Finishes the probe with a failure, and wakes its thread if that waits for the socket.
    func interrupt(_ code: ProbeError.Code, _ message: String) {
        let step = state.withLock { $0.step }
        finish(.failure(ProbeError(code, step, host: host, message)))
    }

    /// Records the current step, unless the probe has been interrupted.
    func enter(_ step: ProbeError.Step) throws(ProbeError) {
        state.withLock { $0.step = step }
        try checkInterruption()
    }

    /// Throws if the probe has been interrupted.
    func checkInterruption() throws(ProbeError) {
        let failure = state.withLock { Self.interruption(of: $0) }
        if let failure { throw failure }
    }

    /// Registers the open socket, so that an interruption can shut it down.
    func adopt(_ descriptor: CInt) throws(ProbeError) {
        let failure = state.withLock { state in
            state.descriptor = descriptor
            return Self.interruption(of: state)
        }
        if let failure { throw failure }
    }

    /// Forgets a socket that is about to be closed, because its number may be reused for another file.
    func release(_ descriptor: CInt) {
        state.withLock { state in
            if state.descriptor == descriptor { state.descriptor = nil }
        }
    }

    /// Whether the probe is not finished yet; if it is, resumes the continuation with the outcome.
    private func isAwaited(by continuation: CheckedContinuation<Outcome, Never>) -> Bool {
        let outcome = state.withLock { state -> Outcome? in
            if case .finished(let outcome) = state.phase { return outcome }
            state.phase = .awaited(continuation)
            return nil
        }
        guard let outcome else { return true }
        continuation.resume(returning: outcome)
        return false
    }

    private func finish(_ outcome: Outcome) {
        let continuation = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
            let phase = state.phase
            if case .finished = phase { return nil }
            state.phase = .finished(outcome)
            // This needs the lock: the owner calls release() under the same lock before it closes the descriptor.
            if let descriptor = state.descriptor { shutdown(descriptor, CInt(SHUT_RDWR)) }
            guard case .awaited(let continuation) = phase else { return nil }
            return continuation
        }
        continuation?.resume(returning: outcome)
    }

    private static func interruption(of state: State) -> ProbeError? {
        guard case .finished(.failure(let failure)) = state.phase else { return nil }
        return failure
    }
}
