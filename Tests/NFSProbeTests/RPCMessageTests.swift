import RandomTestSupport
import Testing

@testable import NFSProbe

@Suite struct RPCMessageTests {
    private let number: UInt32 = 0xFEED_0001

    private struct NoCredential: Error {}

    private func credential(of caller: RPCCaller) throws(NoCredential) -> RPCCredential {
        guard let credential = RPCCredential(caller) else { throw NoCredential() }
        return credential
    }

    private func results(_ record: [UInt8]) throws -> [UInt8] {
        let credential = try credential(of: .nobody)
        var reader = try RPCMessage.results(in: record, number: number, credential: credential)
        return try reader.string("the results", limit: 64).bytes
    }

    @Test func `encodes an RPC call as RFC 5531 defines`() throws {
        let credential = try credential(of: .nobody)
        let record = RPCMessage.record(of: .mountPort, number: number, credential: credential)
        #expect(
            record
                == Wire.words(0x8000_0038, number, 0, 2, 100_000, 2, 3, 0, 0, 0, 0)
                + Wire.words(100_005, 3, 6, 0)
        )
    }

    @Test func `encodes AUTH_SYS credentials with machine name and no extra groups`() throws {
        let credential = try credential(of: .user(1000, group: 100, machine: "client"))
        let bytes = RPCMessage.record(of: .exportList, number: number, credential: credential)
        let record = try #require(bytes)
        let machine = Wire.string("client")
        #expect(Array(record[4..<28]) == Wire.words(number, 0, 2, 100_005, 3, 5))
        #expect(Array(record[28..<36]) == Wire.words(1, UInt32(machine.count) + 16))
        // The first word of the credential is a stamp of libtirpc's choice.
        #expect(Array(record[40...]) == machine + Wire.words(1000, 100, 0) + Wire.words(0, 0))
    }

    @Test func `truncates the machine name in credentials to 64 bytes`() throws {
        let name = String(repeating: "n", count: 10_000)
        let credential = try credential(of: .user(0, group: 0, machine: name))
        let bytes = RPCMessage.record(of: .exportList, number: number, credential: credential)
        let record = try #require(bytes)
        #expect(Array(record[40..<108]) == Wire.string(String(repeating: "n", count: 64)))
    }

    @Test(arguments: [0, 4, 400])
    func `finds the results after a verifier of any length`(length: Int) throws {
        let verifier = Wire.words(0, UInt32(length)) + Array(repeating: 7, count: length)
        let record = Wire.words(number, 1, 0) + verifier + Wire.words(0) + Wire.string("results")
        #expect(try results(record) == Array("results".utf8))
    }

    @Test func `rejects an RPC reply that is cut off at any byte`() throws {
        let record = Wire.reply(number, Wire.string("results"))
        for length in 0..<record.count {
            #expect(throws: (any Error).self) { try results(Array(record.prefix(length))) }
        }
    }

    @Test(arguments: 0..<500 as Range<UInt64>)
    func `accepts or rejects random RPC replies without crashing`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let credential = try credential(of: .nobody)
        let small = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
            UInt32.random(in: 0...8, using: &generator)
        }
        var record = Wire.words(number, 1)
        for word in small { record += Wire.words(word) }
        guard let reader = try? RPCMessage.results(in: record, number: number, credential: credential) else {
            return
        }
        #expect(reader.offset >= 24)
    }
}

extension RPCMessageTests {
    @Test(
        arguments: [
            (Wire.reply(0xFEED_0001, status: 1), RPCFailure.programUnavailable),
            (
                Wire.reply(0xFEED_0001, status: 2, Wire.words(1, 2)),
                .versionMismatch(low: 1, high: 2)
            ),
            (Wire.reply(0xFEED_0001, status: 3), .procedureUnavailable),
            (Wire.reply(0xFEED_0001, status: 4), .garbageArguments),
            (Wire.reply(0xFEED_0001, status: 5), .systemError),
            (Wire.words(0xFEED_0001, 1, 1, 0, 2, 2), .protocolMismatch(low: 2, high: 2)),
            (Wire.words(0xFEED_0001, 1, 1, 1, 5), .denied(.tooWeak)),
        ]
    )
    func `distinguishes the ways in which a server refuses an RPC call`(record: [UInt8], failure: RPCFailure)
        throws
    {
        let credential = try credential(of: .nobody)
        do {
            _ = try RPCMessage.results(in: record, number: number, credential: credential)
            Issue.record("the reply was taken as an answer")
        } catch {
            #expect(error == failure)
        }
    }
}
