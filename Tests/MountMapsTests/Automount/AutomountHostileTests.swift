import MountMaps
import SourceText
import Testing

/// Malicious maps; each would take minutes or crash if some cost were not linear.
@Suite struct AutomountHostileTests {
    private static func check(_ bytes: [UInt8]) -> (map: AutomountMapDocument, findings: [Diagnostic]) {
        let file = SourceFile(name: "map", bytes: bytes)
        let map = AutomountMapDocument(file)
        _ = MasterMapDocument(file).diagnostics()
        return (map, map.diagnostics(use: .indirect))
    }

    @Test func `drops a map line of ten million bytes`() {
        let (map, _) = Self.check(
            Array("a ".utf8) + Array(repeating: UInt8(ascii: "x"), count: 10_000_000) + [10]
        )
        #expect(map.droppedLines.map(\.reason) == [.entryTooLong])
    }

    @Test func `limits the findings about 100,000 keys without an entry`() {
        let (map, findings) = Self.check(Array(repeating: Array("k\n".utf8), count: 100_000).flatMap { $0 })
        #expect(map.droppedLines.count == 100_000)
        #expect(findings.count == 1_001)
        #expect(findings.last?.message == "99000 more findings are not shown.")
    }

    @Test func `finds 100,000 duplicate keys quickly`() {
        let (map, findings) = Self.check(
            Array(repeating: Array("k s:/a\n".utf8), count: 100_000).flatMap { $0 }
        )
        #expect(map.duplicates.count == 99_999)
        #expect(findings.count == 1_001)
    }

    @Test(arguments: [
        "\u{0}", "\"", "\\", "*\n", "a \n", "+\n", " \n", "\\\n", "a\\\n", "# \\\n", "a b\n \n",
    ])
    func `reads a map that repeats one piece 100,000 times`(piece: String) {
        let (map, _) = Self.check(Array(repeating: Array(piece.utf8), count: 100_000).flatMap { $0 })
        #expect(map.file.bytes.count == piece.utf8.count * 100_000)
    }

    @Test func `drops only the line of a key of 10,000 bytes`() {
        let (map, _) = Self.check(Array((String(repeating: "k", count: 10_000) + " s:/a\nb s:/b\n").utf8))
        #expect(map.droppedLines.map(\.reason) == [.keyTooLong])
        #expect(map.position(ofName: Array("b".utf8)) == 0)
    }
}
