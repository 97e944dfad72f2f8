import Testing

@testable import NFSProbe

/// A malicious server must not block a probe beyond its time, exhaust its memory or crash it.
///
/// Each test waits until the server sees the end of the connection, so a probe that leaves it open hangs here.
@Suite(.timeLimit(.minutes(10))) struct HostileServerTests {
    @Test(arguments: HostileAnswer.all)
    func `reports the right error when mountd answers badly`(answer: HostileAnswer) async throws {
        let script: @Sendable (RawConnection) -> Void = { connection in
            guard let call = connection.call() else { return }
            answer.script(connection, call.number)
            connection.waitForEnd()
        }
        try await RawServer.serving(script) { server in
            let probe = MountProbe(timeout: answer.timeout, mountPort: server.port, limits: answer.limits)
            let error = await #expect(throws: ProbeError.self) { try await probe.exports(of: "127.0.0.1") }
            #expect(error?.code == answer.code, "\(error?.description ?? "")")
            #expect(error?.step == .mount)
            await server.conversationEnded()
        }
    }

    @Test(arguments: HostileAnswer.all.filter { $0.code != .replyTooLarge })
    func `reports an error when rpcbind answers badly`(answer: HostileAnswer) async throws {
        let script: @Sendable (RawConnection) -> Void = { connection in
            while let call = connection.call() {
                answer.script(connection, call.number)
            }
            connection.waitForEnd()
        }
        try await RawServer.serving(script) { server in
            let probe = MountProbe(timeout: answer.timeout, rpcbindPort: server.port)
            let error = await #expect(throws: ProbeError.self) { try await probe.exports(of: "127.0.0.1") }
            #expect(error?.step == .rpcbind)
            await server.conversationEnded()
        }
    }
}
