import MountMaps
import SourceText
import Testing

/// Tables that somebody made to hurt; each would take minutes or crash if some cost were not linear.
@Suite struct ExportsHostileTests {
    private static func check(_ text: String) -> (document: ExportsDocument, findings: [Diagnostic]) {
        let document = ExportsDocument(SourceFile(name: "exports", text: text))
        return (document, document.diagnostics())
    }

    @Test func `a line of ten million bytes stops reading at its client`() {
        let (document, _) = Self.check("/srv " + String(repeating: "x", count: 10_000_000) + "\n")
        #expect(document.stops.map(\.reason) == [.clientTooLong])
    }

    @Test func `a hundred thousand errors are reported a thousand times`() {
        let (document, findings) = Self.check(String(repeating: "/srv host(frob)\n", count: 100_000))
        #expect(document.stops.count == 100_000)
        #expect(findings.count == 1_001)
        #expect(findings.last?.rule.code == "EXP000")
    }

    @Test func `an entry of a hundred thousand clients has each of them, and its duplicate`() {
        let clients = (0..<100_000).map { "h\($0)(rw,no_subtree_check)" } + ["H7(ro,no_subtree_check)"]
        let (document, findings) = Self.check("/srv " + clients.joined(separator: " ") + "\n")
        #expect(document.entries.map(\.clients.count) == [100_001])
        #expect(findings.contains { $0.message.contains("is exported to \"h7\"") })
    }

    @Test func `fifty thousand subnets of a path are each seen inside the first`() {
        let subnets = (0..<50_000).map { "/srv 10.\($0 >> 8).\($0 & 255).0/24(rw,no_subtree_check)\n" }
        let (_, findings) = Self.check("/srv 10.0.0.0/8(ro,no_subtree_check)\n" + subnets.joined())
        #expect(findings.count == 1_001)
        #expect(findings.dropLast().allSatisfy { $0.message.contains("is inside \"10.0.0.0/8\"") })
    }

    @Test func `twenty thousand carriage returns are mended by one edit`() throws {
        let lines = (0..<20_000).map { "/srv/\($0) h(ro,no_subtree_check)" }
        let (document, findings) = Self.check(lines.joined(separator: "\r\n") + "\r\n")
        let fix = try #require(findings.compactMap(\.fixes.first).first)
        #expect(fix.edits.count == 1)
        let mended = document.source.applying(fix.edits).file
        #expect(mended.bytes == Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    @Test(arguments: ["\u{0}", "\"", "\\", " ", "#", "(", ",", ":", "\n", "\\\n", "/a \\\n", "\"/a *(ro)\n"])
    func `a piece repeated a hundred thousand times is read`(piece: String) {
        let text = String(repeating: piece, count: 100_000)
        let (document, findings) = Self.check(text)
        #expect(document.printed() == Array(text.utf8))
        #expect(findings.count <= 1_001)
    }
}
