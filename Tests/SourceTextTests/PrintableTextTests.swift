import SourceText
import Testing

@Suite struct PrintableTextTests {
    @Test(arguments: [
        ("alice", "alice"),
        ("Zoë Müller", "Zoë Müller"),
        ("a\u{1B}[2Jb", "a\\x1b[2Jb"),
        ("a\nb\tc\0", "a\\x0ab\\x09c\\x00"),
        ("a\u{202E}b\u{200B}c", "a\\u{202e}b\\u{200b}c"),
        ("a\u{9B}b", "a\\x9bb"),
        ("", ""),
    ])
    func `escapes control and invisible characters`(text: String, shown: String) {
        #expect(printable(text) == shown)
    }

    @Test func `replaces bytes that are not UTF-8 and keeps the rest`() {
        #expect(printable([0x61, 0xFF, 0xC3, 0x62]) == "a\u{FFFD}\u{FFFD}b")
    }

    @Test func `truncates a long text at the limit`() {
        #expect(printable(String(repeating: "x", count: 1_000_000), limit: 5) == "xxxxx…")
        #expect(printable("abcde", limit: 5) == "abcde")
        #expect(printable("éab", limit: 2) == "é…")
        #expect(printable("é", limit: 2) == "é")
    }

    @Test func `keeps tabs in printable text when asked to`() {
        #expect(printable("a\tb".utf8, tabs: true) == "a\tb")
    }
}
