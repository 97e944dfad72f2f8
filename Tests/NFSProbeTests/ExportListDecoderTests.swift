import RandomTestSupport
import Testing

@testable import NFSProbe

@Suite struct ExportListDecoderTests {
    private func decode(
        _ bytes: [UInt8],
        _ limits: ExportListLimits = ExportListLimits()
    ) throws(XDRFailure) -> [OfferedExport] {
        try ExportListDecoder(limits: limits).decode(XDRReader(bytes))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `decodes random export lists as they were encoded`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let exports = Wire.randomExports(using: &generator)
        #expect(try decode(Wire.exportList(exports)) == exports)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `rejects an export list that is cut off at any byte`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = Wire.exportList(Wire.randomExports(using: &generator))
        for length in 0..<bytes.count {
            let failure = #expect(throws: XDRFailure.self) { try decode(Array(bytes.prefix(length))) }
            #expect(failure?.kind == .truncated)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `decodes or rejects an export list with one changed byte`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var bytes = Wire.exportList(Wire.randomExports(using: &generator))
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] ^= UInt8.random(in: 1 ... .max, using: &generator)
        guard let exports = try? decode(bytes) else { return }
        // An accepted list may differ only in the padding of names.
        #expect(Wire.exportList(exports).count == bytes.count)
    }

    @Test(
        arguments: [
            ("a mark that is no boolean", Wire.words(2), XDRFailure.Kind.invalidValue),
            ("a path beyond 1024 bytes", Wire.words(1, 1025), .limitExceeded),
            ("a path of 4 GiB", Wire.words(1, .max), .limitExceeded),
            ("a client beyond 255 bytes", Wire.words(1, 0, 1, 256), .limitExceeded),
            ("a client of 4 GiB", Wire.words(1, 0, 1, .max), .limitExceeded),
            ("bytes behind the list", Wire.words(0, 0), .unexpectedBytes),
            ("nothing", [], .truncated),
        ] as [(String, [UInt8], XDRFailure.Kind)]
    )
    func `rejects a malformed export list`(what: String, bytes: [UInt8], kind: XDRFailure.Kind) {
        let failure = #expect(throws: XDRFailure.self) { try decode(bytes) }
        #expect(failure?.kind == kind)
    }

    @Test func `decodes paths and clients of the maximum length`() throws {
        let export = OfferedExport(
            path: XDRString(bytes: Array(repeating: 0x2F, count: 1024)),
            clients: [XDRString(bytes: Array(repeating: 0x2A, count: 255))]
        )
        #expect(try decode(Wire.exportList([export])) == [export])
    }

    @Test func `accepts an export list at its limits and rejects one beyond`() throws {
        let client = XDRString("*")
        let exports = (0..<3).map { OfferedExport(path: XDRString("/\($0)"), clients: [client, client]) }
        let bytes = Wire.exportList(exports)
        #expect(try decode(bytes, ExportListLimits(exports: 3, clients: 6)) == exports)
        for limits in [ExportListLimits(exports: 2, clients: 6), ExportListLimits(exports: 3, clients: 5)] {
            let failure = #expect(throws: XDRFailure.self) { try decode(bytes, limits) }
            #expect(failure?.kind == .limitExceeded)
        }
    }

    @Test func `decodes a million exports or clients without deep recursion`() throws {
        let wide = Wire.emptyExports(1_000_000)
        let deep = Wire.exportWithEmptyClients(1_000_000)
        let limits = ExportListLimits(exports: 1_000_000, clients: 1_000_000)
        #expect(try decode(wide, limits).count == 1_000_000)
        #expect(try decode(deep, limits).first?.clients.count == 1_000_000)
        for bytes in [wide, deep] {
            let failure = #expect(throws: XDRFailure.self) { try decode(bytes) }
            #expect(failure?.kind == .limitExceeded)
        }
    }
}
