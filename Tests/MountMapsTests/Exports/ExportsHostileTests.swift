import MountMaps
import SourceText
import Testing

/// Malicious tables; each would take minutes or crash if some cost were not linear.
@Suite struct ExportsHostileTests {
    private static func check(_ text: String) -> (document: ExportsDocument, findings: [Diagnostic]) {
        let document = ExportsDocument(SourceFile(name: "exports", text: text))
        return (document, document.diagnostics())
    }

    @Test func `stops reading exports at a client of ten million bytes`() {
        let (document, _) = Self.check("/srv " + String(repeating: "x", count: 10_000_000) + "\n")
        #expect(document.stops.map(\.reason) == [.clientTooLong])
    }

    @Test func `limits the findings about 100,000 wrong exports`() {
        let (document, findings) = Self.check(String(repeating: "/srv host(frob)\n", count: 100_000))
        #expect(document.stops.count == 100_000)
        #expect(findings.count == 1_001)
        #expect(findings.last?.rule.code == "EXP000")
    }

    @Test func `reads an exports entry with 100,000 clients and finds the duplicate`() {
        let clients = (0..<100_000).map { "h\($0)(rw,no_subtree_check)" } + ["H7(ro,no_subtree_check)"]
        let (document, findings) = Self.check("/srv " + clients.joined(separator: " ") + "\n")
        #expect(document.entries.map(\.clients.count) == [100_001])
        #expect(findings.contains { $0.message.contains("is already exported to \"h7\"") })
    }

    @Test func `finds 50,000 subnets that an earlier one hides`() {
        let subnets = (0..<50_000).map { "/srv 10.\($0 >> 8).\($0 & 255).0/24(rw,no_subtree_check)\n" }
        let (_, findings) = Self.check("/srv 10.0.0.0/8(ro,no_subtree_check)\n" + subnets.joined())
        #expect(findings.count == 1_001)
        #expect(
            findings.dropLast().allSatisfy { $0.message.contains("is inside the earlier \"10.0.0.0/8\"") }
        )
    }

    @Test func `removes 20,000 carriage returns in one edit`() throws {
        let lines = (0..<20_000).map { "/srv/\($0) h(ro,no_subtree_check)" }
        let (document, findings) = Self.check(lines.joined(separator: "\r\n") + "\r\n")
        let fix = try #require(findings.compactMap(\.fixes.first).first)
        #expect(fix.edits.count == 1)
        let fixed = document.source.applying(fix.edits).file
        #expect(fixed.bytes == Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    @Test(arguments: ["\u{0}", "\"", "\\", " ", "#", "(", ",", ":", "\n", "\\\n", "/a \\\n", "\"/a *(ro)\n"])
    func `reads an exports table that repeats one piece 100,000 times`(piece: String) {
        let text = String(repeating: piece, count: 100_000)
        let (document, findings) = Self.check(text)
        #expect(document.printed() == Array(text.utf8))
        #expect(findings.count <= 1_001)
    }
}
