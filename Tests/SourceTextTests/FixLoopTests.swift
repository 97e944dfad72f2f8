import SourceText
import Testing

private func rule(_ code: String, _ severity: Severity = .note) -> Rule {
    Rule(
        code: code,
        name: "x",
        severity: severity,
        summary: "",
        reason: "",
        cure: "",
        example: "",
        corrected: ""
    )
}

/// Reports each letter that has a replacement; a digit is an error without a fix.
private func report(_ replacements: [Character: String], in file: SourceFile) -> Report {
    let letters = file.text(in: 0..<file.bytes.count)
    let diagnostics = letters.enumerated().compactMap { index, letter -> Diagnostic? in
        if letter.isNumber { return Diagnostic(rule("E", .error), at: index..<index, message: "") }
        guard let text = replacements[letter] else { return nil }
        let fix = Fix("replace", edits: [TextEdit(index..<(index + 1), with: text)])
        return Diagnostic(rule(String(letter)), at: index..<index, message: "", fixes: [fix])
    }
    return Report(file: file, diagnostics: diagnostics)
}

private func fixed(_ text: String, _ replacements: [Character: String]) -> String {
    let file = FixLoop { report(replacements, in: $0) }.fixed(SourceFile(name: "x", text: text))
    return file.text(in: 0..<file.bytes.count)
}

@Suite struct FixLoopTests {
    @Test func `applies a fix that another fix makes possible`() {
        #expect(fixed("ax", ["a": "b", "b": "c"]) == "cx")
    }

    @Test func `skips a fix that causes an error and applies the others`() {
        #expect(fixed("abx", ["a": "1", "b": "c"]) == "acx")
        #expect(fixed("ab1", ["a": "1", "b": "c"]) == "1c1")
    }

    @Test func `terminates when two fixes undo each other`() {
        #expect(["a", "b"].contains(fixed("a", ["a": "b", "b": "a"])))
    }
}
