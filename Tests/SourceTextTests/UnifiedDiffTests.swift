import SourceText
import Testing

@Suite struct UnifiedDiffTests {
    private func diff(_ old: String, _ new: String, context: Int = 3) -> String {
        UnifiedDiff(from: Array(old.utf8), to: Array(new.utf8))
            .text(oldName: "a", newName: "b", context: context)
    }

    @Test func `prints no diff for equal texts`() {
        #expect(diff("x\ny\n", "x\ny\n") == "")
        #expect(UnifiedDiff(from: [1], to: [1]).isEmpty)
        #expect(!UnifiedDiff(from: [1], to: [2]).isEmpty)
    }

    @Test func `prints a new file as additions only`() {
        #expect(diff("", "x\ny\n") == "--- a\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n")
    }

    @Test func `prints a changed line with its context`() {
        #expect(
            diff("1\n2\n3\n4\n5\n", "1\n2\nx\n4\n5\n", context: 1)
                == "--- a\n+++ b\n@@ -2,3 +2,3 @@\n 2\n-3\n+x\n 4\n"
        )
    }

    @Test func `splits distant changes into separate hunks`() {
        let old = (1...20).map { "\($0)\n" }.joined()
        let new = old.replacing("2\n3\n", with: "2\nx\n").replacing("18\n", with: "y\n")
        let text = diff(old, new, context: 1)
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("@@") }.count == 2)
        #expect(text.contains("@@ -17,3 +17,3 @@\n 17\n-18\n+y\n 19\n"))
    }

    @Test func `marks a missing final line feed`() {
        #expect(
            diff("x", "x\n") == "--- a\n+++ b\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n"
        )
    }

    @Test func `escapes control characters in a diff`() {
        #expect(diff("", "\u{1B}[31m\n").hasSuffix("+\\x1b[31m\n"))
    }

    @Test func `finds small changes in a huge file`() {
        let old = (0..<9_000).map { "\($0)\n" }
        var new = old
        for line in stride(from: 0, to: 9_000, by: 100) { new[line] = "new \(line)\n" }
        new.insert("one more\n", at: 4_050)
        new.remove(at: 8_000)
        let text = diff(old.joined(), new.joined(), context: 0)
        let lines = text.split(separator: "\n").dropFirst(2)
        #expect(lines.count { $0.hasPrefix("-") } == 91)
        #expect(lines.count { $0.hasPrefix("+") } == 91)
        #expect(text.contains("@@ -4050,0 +4051 @@\n+one more\n@@ -4101 +4102 @@\n-4100\n+new 4100\n"))
    }

    @Test func `prints a complete rewrite of a huge file as a replacement`() {
        let old = (0..<9_000).map { "a\($0)\n" }.joined()
        let new = (0..<9_000).map { "b\($0)\n" }.joined()
        #expect(diff(old, new).hasPrefix("--- a\n+++ b\n@@ -1,9000 +1,9000 @@\n-a0\n"))
    }
}
