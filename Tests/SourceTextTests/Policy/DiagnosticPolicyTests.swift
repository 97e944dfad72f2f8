import SourceText
import Testing

private func rule(_ code: String, _ name: String, _ severity: Severity) -> Rule {
    Rule(
        code: code,
        name: name,
        severity: severity,
        summary: "s",
        reason: "r",
        cure: "c",
        example: "e",
        corrected: "c"
    )
}

private let bad = rule("TST001", "bad", .error)
private let odd = rule("TST002", "odd", .note)
private let more = rule("TST000", "more", .note)
private let known = [bad, odd, more]

/// A file in which each `!` is an error and each `?` a note; a `#` begins a comment at the start of a line, and
/// anywhere in a line that holds a `|`.
private func judged(
    _ text: String,
    _ policy: DiagnosticPolicy = DiagnosticPolicy(),
    examined: Set<String> = ["TST001", "TST002"],
    cut: Bool = false
) -> Report {
    let file = SourceFile(name: "/etc/test", text: text)
    var comments: [Range<Int>] = []
    var found: [Diagnostic] = []
    var offset = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
        Array.init
    ) {
        let hash = line.firstIndex(of: UInt8(ascii: "#"))
        let isBehind = line.contains(UInt8(ascii: "|"))
        if let hash, hash == 0 || isBehind { comments.append(offset + hash..<offset + line.count) }
        for (index, byte) in line.prefix(hash == 0 ? 0 : .max).enumerated() {
            let range = offset + index..<offset + index + 1
            if byte == UInt8(ascii: "!") { found.append(Diagnostic(bad, at: range, message: "bad")) }
            if byte == UInt8(ascii: "?") { found.append(Diagnostic(odd, at: range, message: "odd")) }
        }
        offset += line.count + 1
    }
    if cut { found.append(Diagnostic(more, at: file.bytes.count..<file.bytes.count, message: "9 more.")) }
    return policy.applied(
        to: Report(file: file, diagnostics: found),
        comments: comments,
        known: known + SilencingRules.all,
        examined: examined
    )
}

private func codes(_ report: Report) -> [String] { report.diagnostics.map(\.rule.code) }

@Suite struct DiagnosticPolicyTests {
    @Test func `uses each rule's own severity without a policy`() {
        let report = judged("a !\nb ?\n")
        #expect(report.diagnostics.map(\.severity) == [.error, .note])
        #expect(report.silenced.isEmpty)
    }

    @Test(arguments: ["TST001", "bad"]) func `sets a level by code or by name`(key: String) {
        #expect(
            judged("!", DiagnosticPolicy(levels: [key: .warning])).diagnostics.map(\.severity) == [.warning]
        )
        #expect(judged("!", DiagnosticPolicy(levels: [key: .off])).diagnostics.isEmpty)
        let both = DiagnosticPolicy(levels: ["bad": .off, "TST001": .note])
        #expect(judged("!", both).diagnostics.map(\.severity) == [.note])
    }

    @Test(arguments: [
        "# autohome: ignore TST001 we know\na !\n", "#autohome:ignore bad we know\r\na !\n",
        "#\tautohome: ignore TST002,TST001 we know\n\n# more words\na !?\n",
        "# autohome: ignore TST001 we know\na \\\n b !\n",
        "# autohome: ignore-file TST001 we know\nx\ny !\n", "a !\n# autohome: ignore-file TST001 we know\n",
        "! | # autohome: ignore TST001 we know\n",
    ])
    func `silences a finding by a comment with a reason`(text: String) {
        let report = judged(text)
        #expect(codes(report).isEmpty, "\(report.diagnostics)")
        #expect(report.silenced.allSatisfy { $0.origin == .comment && $0.reason == "we know" })
        #expect(report.silenced.map(\.diagnostic.rule.code).contains("TST001"))
    }

    @Test(arguments: [
        ("# autohome: ignore TST001\na !\n", ["CHK001", "TST001"]),
        ("# autohome: ignore TST001 \t\r\na !\n", ["CHK001", "TST001"]),
        ("# autohome: ignore TST009 why\na !\n", ["CHK002", "TST001"]),
        ("# autohome: ignore TST000 why\na !\n", ["CHK002", "TST001"]),
        ("# autohome: ignore CHK003 why\na !\n", ["CHK002", "TST001"]),
        ("# autohome: ignore TST001 why\na\nb !\n", ["CHK003", "TST001"]),
        ("# autohome: ignore TST001,TST002 why\na !\n", ["CHK003"]),
        ("# autohome: ignore-file TST002 why\na !\n", ["CHK003", "TST001"]),
        ("# autohome: ingore TST001 why\na !\n", ["CHK004", "TST001"]),
        ("# autohome:\n", ["CHK004"]), ("# autohome: ignore\n", ["CHK004"]),
        (" # autohome: ignore TST001 why\na !\n", ["CHK004", "TST001"]),
        ("a! # autohome: ignore TST001 why\n", ["TST001", "CHK004"]),
        ("# see # autohome: ignore TST001 why\na !\n", ["TST001"]),
        ("# BEGIN autohome\n# my autohome: x\na !\n", ["TST001"]),
    ])
    func `reports a silencing comment that has no effect`(text: String, expected: [String]) {
        #expect(codes(judged(text)) == expected)
    }

    @Test(arguments: [
        ("# autohome: ignore TST001, TST002 why\na ! ?\n", [], 2),
        ("# autohome: ignore TST001,\tTST002, why\na ! ?\n", ["CHK001", "TST001", "TST002"], 0),
        ("# autohome: ignore TST001 TST002 why\na ! ?\n", ["CHK004", "TST002"], 1),
        ("# autohome: ignore TST001 TST002\na !\n", ["CHK004"], 1),
        ("# autohome: ignore TST001 bad since 2019\na !\n", [], 1),
        ("# autohome: ignore , why\na !\n", ["CHK001", "TST001"], 0),
        ("# autohome: ignore TST001,TST001 why\na\n", ["CHK003"], 0),
        ("# autohome: ignore-file CHK003 why\n# autohome: ignore TST001 why\na\n", ["CHK002", "CHK003"], 0),
    ])
    func `accepts several codes with commas in a silencing comment`(
        text: String,
        expected: [String],
        silenced: Int
    ) {
        let report = judged(text)
        #expect(codes(report) == expected)
        #expect(report.silenced.count == silenced)
    }

    @Test(arguments: [("tst001", "Write TST001."), ("BAD", "Write bad."), ("TST999", "can silence.")])
    func `suggests the right spelling of a code in a silencing comment`(written: String, end: String) {
        let report = judged("# autohome: ignore \(written) why\na !\n")
        #expect(codes(report) == ["CHK002", "TST001"])
        #expect(report.diagnostics[0].message.hasSuffix(end), "\(report.diagnostics[0].message)")
    }

    @Test func `does not report a comment as unused for rules that were not checked`() {
        #expect(codes(judged("# autohome: ignore TST002 why\na\n", examined: ["TST001"])) == [])
    }

    @Test func `applies levels to findings about silencing comments`() {
        let report = judged(
            "# autohome: ignore TST001\na !\n",
            DiagnosticPolicy(levels: ["CHK001": .error, "TST001": .off])
        )
        #expect(report.diagnostics.map(\.severity) == [.error])
    }

    @Test(
        arguments: [
            (nil, nil, true), ("/etc/test", nil, true), ("/etc/*", nil, true), ("*e*t", nil, true),
            ("/etc/tes", nil, false),
            ("etc/test", nil, false), (nil, "a", true), (nil, "b", false), ("/etc/test", "b", false),
            ("", nil, false),
        ] as [(String?, String?, Bool)]
    )
    func `silences by file and entry from the configuration`(file: String?, entry: String?, isSilenced: Bool)
    {
        let silence = DiagnosticPolicy.Silence(code: "TST001", file: file, entry: entry, reason: "agreed")
        let report = judged("b ?\n\"a\" x \\\n !\n", DiagnosticPolicy(silences: [silence]))
        #expect(report.silenced.map(\.reason) == (isSilenced ? ["agreed"] : []))
        #expect(codes(report) == (isSilenced ? ["TST002"] : ["TST002", "TST001"]))
    }

    @Test func `keeps the worst severity when omitted findings may have been silenced`() {
        let off = judged("!\n", DiagnosticPolicy(levels: ["bad": .off]), cut: true)
        #expect(off.diagnostics.map(\.severity) == [.error])
        let silenced = judged("# autohome: ignore bad why\n!\n", cut: true)
        #expect(silenced.diagnostics.map(\.severity) == [.error])
        let notes = judged("?\n!\n", DiagnosticPolicy(levels: ["odd": .off]), cut: true)
        #expect(notes.diagnostics.map(\.severity) == [.error, .note])
    }

    @Test func `does not report a comment as unused when findings are omitted`() {
        #expect(codes(judged("# autohome: ignore TST001 why\na\n", cut: true)) == ["TST000"])
    }

    @Test func `handles 50,000 silencing comments quickly`() {
        let comments = String(repeating: "# autohome: ignore TST001 why\n", count: 50_000)
        let report = judged(comments + "a !\n")
        #expect(report.silenced.count == 1)
        let faults = judged(String(repeating: "# autohome: x\n", count: 50_000))
        #expect(faults.diagnostics.count == 1_000)
    }
}
