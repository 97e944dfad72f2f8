import RandomTestSupport
import Testing

@testable import NFSProbe

@Suite struct RecordAssemblerTests {
    private func assemble(_ pieces: [[UInt8]], limit: Int = 1 << 20) throws(XDRFailure) -> RecordAssembler {
        var assembler = RecordAssembler(limit: limit)
        for piece in pieces {
            let outcome = piece.withUnsafeBytes { bytes in
                Result { () throws(XDRFailure) in try assembler.append(bytes) }
            }
            try outcome.get()
        }
        return assembler
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `assembles an RPC record from any fragments and pieces`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let length = Int.random(in: 0..<300, using: &generator)
        let body = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        var stream: [UInt8] = []
        var rest = body[...]
        while rest.count > 1, Bool.random(using: &generator) {
            let fragment = rest.prefix(Int.random(in: 1..<rest.count, using: &generator))
            stream += Wire.words(UInt32(fragment.count)) + fragment
            rest = rest.dropFirst(fragment.count)
        }
        stream += Wire.words(0x8000_0000 | UInt32(rest.count)) + rest
        var pieces: [[UInt8]] = []
        while !stream.isEmpty {
            let piece = stream.prefix(Int.random(in: 1...17, using: &generator))
            pieces.append(Array(piece))
            stream.removeFirst(piece.count)
        }
        let assembler = try assemble(pieces)
        #expect(assembler.isComplete)
        #expect(assembler.record == body)
        #expect(try !assemble(pieces.dropLast()).isComplete)
    }

    @Test(
        arguments: [
            ("an empty fragment that is not the last one", Wire.words(0), XDRFailure.Kind.invalidValue),
            ("a fragment of 2 GiB", Wire.words(.max), .limitExceeded),
            ("a fragment beyond the limit", Wire.words(0x8000_0041), .limitExceeded),
            ("fragments beyond the limit in sum", Wire.words(4, 0, 0x8000_003D), .limitExceeded),
            ("bytes behind the record", Wire.words(0x8000_0004, 0, 0), .unexpectedBytes),
        ]
    )
    func `rejects malformed or oversized RPC records`(what: String, bytes: [UInt8], kind: XDRFailure.Kind) {
        let failure = #expect(throws: XDRFailure.self) { try assemble([bytes], limit: 64) }
        #expect(failure?.kind == kind)
    }

    @Test func `allocates no memory for a long fragment before it arrives`() throws {
        let assembler = try assemble([Wire.words(0x8000_0000 | 64 << 20), [1]], limit: 64 << 20)
        #expect(assembler.record.capacity < 4096)
    }
}
