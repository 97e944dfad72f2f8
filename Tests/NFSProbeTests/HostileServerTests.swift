import Testing

@testable import NFSProbe

/// What a server must not be able to do: hold a probe beyond its time, or make it grow or fall.
///
/// Each test waits until the server has seen the connection end, so a probe that left it open would hang here.
@Suite(.timeLimit(.minutes(1))) struct HostileServerTests {
    @Test(arguments: HostileAnswer.all)
    func `mountd answers badly`(answer: HostileAnswer) async throws {
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
    func `rpcbind answers badly`(answer: HostileAnswer) async throws {
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
