import Testing

@testable import NFSProbe

@Suite(.timeLimit(.minutes(10))) struct RpcbindTests {
    private let offered = [OfferedExport(path: XDRString("/srv/home"), clients: [XDRString("*")])]

    /// Runs a mountd and an rpcbind with one scripted result per version; a missing version is a mismatch.
    private func probe(
        _ answers: @escaping @Sendable (_ mountPort: UInt16) -> [UInt32: [UInt8]]
    ) async throws -> (report: ProbeReport, mountPort: UInt16) {
        let list = Wire.exportList(offered)
        let mountd: @Sendable (RawConnection) -> Void = { connection in
            while let call = connection.call() {
                connection.send(Wire.record(Wire.reply(call.number, list)))
            }
        }
        return try await RawServer.serving(mountd) { mountd in
            let port = mountd.port
            let rpcbind: @Sendable (RawConnection) -> Void = { connection in
                while let call = connection.call() {
                    let results = answers(port)[call.version]
                    let mismatch = Wire.reply(call.number, status: 2, Wire.words(2, 2))
                    connection.send(Wire.record(results.map { Wire.reply(call.number, $0) } ?? mismatch))
                }
            }
            return try await RawServer.serving(rpcbind) { rpcbind in
                let probe = MountProbe(timeout: .seconds(20), rpcbindPort: rpcbind.port)
                return (try await probe.exports(of: "127.0.0.1"), port)
            }
        }
    }

    @Test func `uses only the port of the address that rpcbind returns`() async throws {
        let answer = try await probe { [3: Wire.string("192.0.2.77.\($0 >> 8).\($0 & 255)")] }
        #expect(answer.report.exports == offered)
        #expect(answer.report.address == "127.0.0.1")
        #expect(answer.report.mountPort == answer.mountPort)
    }

    @Test func `falls back to version 2 for an old port mapper`() async throws {
        let answer = try await probe { [2: Wire.words(UInt32($0))] }
        #expect(answer.report.exports == offered)
        #expect(answer.report.mountPort == answer.mountPort)
    }

    @Test(
        arguments: [
            ("an empty address", [3: Wire.string("")], ProbeError.Code.notRegistered),
            ("port 0 in an address", [3: Wire.string("127.0.0.1.0.0")], .notRegistered),
            ("port 0 in version 2", [2: Wire.words(0)], .notRegistered),
            ("a port beyond 65535", [2: Wire.words(65_536)], .malformedReply),
            ("no universal address", [3: Wire.string("somewhere")], .malformedReply),
            ("an address of 256 bytes", [3: Wire.string(String(repeating: "1", count: 256))], .replyTooLarge),
            ("no version that is known", [:], .unsupported),
        ] as [(String, [UInt32: [UInt8]], ProbeError.Code)]
    )
    func `reports the right error for each bad answer of rpcbind`(
        what: String,
        answers: [UInt32: [UInt8]],
        code: ProbeError.Code
    ) async throws {
        let error = await #expect(throws: ProbeError.self) { try await probe { _ in answers } }
        #expect(error?.code == code)
        #expect(error?.step == .rpcbind)
    }
}
