import Foundation
import SourceText
import Testing

private let rule = Rule(
    code: "TST001",
    name: "blank",
    severity: .warning,
    summary: "A blank in {braces}.",
    reason: "It parts words.",
    cure: "remove the blank",
    example: "a b\r\n",
    corrected: "ab\n"
)

private let tool = SARIFLog.Tool(name: "autohome", version: "0.1.0", rules: [rule])

/// The only run of a log, decoded from JSON.
private func run(
    _ reports: [Report],
    root: String = "/",
    directory: String = "/nowhere",
    failures: [String] = []
) throws -> [String: Any] {
    let places = ArtifactPlaces(root: root, workingDirectory: directory)
    let log = SARIFLog(of: reports, by: tool, places: places, failures: failures)
    let value = try JSONSerialization.jsonObject(with: JSONEncoder().encode(log)) as? [String: Any]
    let runs = try #require(value?["runs"] as? [[String: Any]])
    #expect(value?["version"] as? String == "2.1.0")
    #expect(runs.count == 1)
    return runs[0]
}

private func results(_ reports: [Report]) throws -> [[String: Any]] {
    try #require(try run(reports)["results"] as? [[String: Any]])
}

private func location(_ result: [String: Any]) throws -> [String: Any] {
    let locations = try #require(result["locations"] as? [[String: Any]])
    return try #require(locations[0]["physicalLocation"] as? [String: Any])
}

private func report(_ bytes: [UInt8], _ range: Range<Int>, message: String = "m", fixes: [Fix] = []) -> Report
{
    Report(
        file: SourceFile(name: "/etc/exports", bytes: bytes),
        diagnostics: [Diagnostic(rule, at: range, message: message, fixes: fixes)]
    )
}

@Suite struct SARIFLogTests {
    @Test func `writes rule, level, position and fix of a SARIF result`() throws {
        let fix = Fix("remove the blank", edits: [TextEdit(4..<5, with: "x")])
        let result = try results([report(Array("a\nbc d\n".utf8), 5..<6, fixes: [fix])])[0]
        #expect(result["ruleId"] as? String == "TST001")
        #expect(result["ruleIndex"] as? Int == 0)
        #expect(result["level"] as? String == "warning")
        let region = try #require(try location(result)["region"] as? [String: Int])
        let expected = [
            "startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 5, "byteOffset": 5, "byteLength": 1,
        ]
        #expect(region == expected)
        let fixes = try #require(result["fixes"] as? [[String: Any]])
        let changes = try #require(fixes[0]["artifactChanges"] as? [[String: Any]])
        let replacements = try #require(changes[0]["replacements"] as? [[String: Any]])
        #expect((replacements[0]["deletedRegion"] as? [String: Int])?["startColumn"] == 3)
        #expect((replacements[0]["insertedContent"] as? [String: String])?["text"] == "x")
        #expect((result["suppressions"] as? [Any])?.isEmpty == true)
    }

    @Test(
        arguments: [
            (Array("é b".utf8), 3..<4, 3, 4), (Array("\u{1F600}b".utf8), 4..<5, 2, 3),
            (Array("\u{FEFF}a b".utf8), 4..<5, 2, 3), (Array("\u{FEFF}a".utf8), 0..<3, 1, 1),
            ([0xFF, 0xFE, 0x61], 2..<3, 3, 4), (Array("é".utf8), 1..<2, 1, 2),
            (Array("a\r\n".utf8), 3..<3, 1, 1),
            ([], 0..<0, 1, 1), (Array("a".utf8), 5..<9, 2, 2),
        ] as [([UInt8], Range<Int>, Int, Int)]
    )
    func `counts SARIF columns in code points`(bytes: [UInt8], range: Range<Int>, start: Int, end: Int) throws
    {
        let region = try location(try results([report(bytes, range)])[0])["region"] as? [String: Int]
        #expect(region?["startColumn"] == start)
        #expect(region?["endColumn"] == end)
    }

    @Test func `computes the columns of many findings in one long line quickly`() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 4_000_000)
        let file = SourceFile(name: "x", bytes: bytes)
        let found = (0..<1_000).map { Diagnostic(rule, at: $0 * 4_000..<$0 * 4_000 + 1, message: "m") }
        let last = try results([Report(file: file, diagnostics: found)])[999]
        let region = try location(last)["region"] as? [String: Int]
        #expect(region?["startColumn"] == 3_996_001)
    }

    @Test(
        arguments: [
            ("/etc/exports", "/", "/home/me", "etc/exports", "ROOT"),
            ("/etc/exports", "/img", "/home/me", "etc/exports", "ROOT"),
            ("/etc/exports", "/repo/site", "/repo", "site/etc/exports", "%SRCROOT%"),
            ("/etc/exports", "/", "/", "etc/exports", "ROOT"),
            ("maps/auto.home", "/", "/repo", "maps/auto.home", "%SRCROOT%"),
            ("./../a", "/", "/repo/x", "repo/a", "ROOT"), ("../a", "/img", "/repo/x", "file:///repo/a", nil),
            ("a b%#?é.exports", "/", "/repo", "a%20b%25%23%3F%C3%A9.exports", "%SRCROOT%"),
            ("a:b", "/", "/repo", "a%3Ab", "%SRCROOT%"),
        ] as [(String, String, String, String, String?)]
    )
    func `writes file names as URIs relative to the right base`(
        name: String,
        root: String,
        directory: String,
        uri: String,
        base: String?
    ) throws {
        let file = SourceFile(name: name, text: "a")
        let report = Report(file: file, diagnostics: [Diagnostic(rule, at: 0..<1, message: "m")])
        let run = try run([report], root: root, directory: directory)
        let results = try #require(run["results"] as? [[String: Any]])
        let place = try #require(try location(results[0])["artifactLocation"] as? [String: Any])
        #expect(place["uri"] as? String == uri)
        #expect(place["uriBaseId"] as? String == base)
        #expect(place["index"] as? Int == 0)
        let bases = try #require(run["originalUriBaseIds"] as? [String: [String: String]])
        #expect(
            bases.values.allSatisfy { $0["uri"]?.hasPrefix("file:///") == true && $0["uri"]?.last == "/" }
        )
    }

    @Test func `writes silenced findings as SARIF suppressions with the reason`() throws {
        let file = SourceFile(name: "x", text: "a\n")
        let finding = Diagnostic(rule, at: 0..<1, message: "m")
        let report = Report(
            file: file,
            diagnostics: [],
            silenced: [
                SilencedDiagnostic(finding, origin: .comment, reason: "meant"),
                SilencedDiagnostic(finding, origin: .configuration, reason: "agreed"),
            ]
        )
        let suppressions = try results([report]).compactMap { $0["suppressions"] as? [[String: String]] }
        #expect(
            suppressions == [
                [["kind": "inSource", "status": "accepted", "justification": "meant"]],
                [["kind": "external", "status": "accepted", "justification": "agreed"]],
            ]
        )
    }

    @Test func `keeps fingerprints when lines move, and distinguishes equal lines`() throws {
        func fingerprints(_ text: String) throws -> [String] {
            let file = SourceFile(name: "x", text: text)
            let places = file.bytes.indices.filter { file.bytes[$0] == UInt8(ascii: "!") }
            let found = places.map { Diagnostic(rule, at: $0..<($0 + 1), message: "line of \($0)") }
            return try results([Report(file: file, diagnostics: found)]).compactMap {
                ($0["partialFingerprints"] as? [String: String])?["autohomeFinding/v1"]
            }
        }
        let before = try fingerprints("a !\nb !\na !\n")
        #expect(Set(before).count == 3)
        #expect(try fingerprints("# new\n\na   !\r\n  b !\na !\n") == before)
        #expect(try fingerprints("c !\n") != [before[0]])
    }

    @Test func `escapes links and placeholders in SARIF messages`() throws {
        let result = try results([
            report([0x61], 0..<1, message: "\"[x](http://evil) {0} \u{1B}[31m\u{202E}\"")
        ])[0]
        let text = try #require((result["message"] as? [String: String])?["text"])
        #expect(text.hasPrefix("\"\\[x](http://evil) {{0}} \\x1b\\[31m"))
        #expect(!text.unicodeScalars.contains("\u{202E}"))
        let marked = try results([report([0x61], 0..<1, message: "[\u{301}x](http://evil) {\u{301}0}")])[0]
        let shown = try #require((marked["message"] as? [String: String])?["text"])
        #expect(Array(shown.unicodeScalars.prefix(3)) == ["\\", "[", "\u{301}"])
        #expect(shown.unicodeScalars.filter { $0 == "{" }.count == 2)
    }

    @Test func `marks the SARIF run as failed when a file could not be checked`() throws {
        let invocations = try #require(
            try run([], failures: ["x: no such file"])["invocations"] as? [[String: Any]]
        )
        #expect(invocations[0]["executionSuccessful"] as? Bool == false)
        let good = try #require(try run([])["invocations"] as? [[String: Any]])
        #expect(good[0]["executionSuccessful"] as? Bool == true)
    }
}
