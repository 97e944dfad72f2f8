import ConformanceTestSupport
import MountMaps
import SourceText
import Testing

@Suite struct `Formatting of exports tables` {
    private func formatted(_ text: String) -> String { FormattedKind.exports.formatted(text) }

    @Test func `aligns the clients of neighbouring exports`() {
        let text = "/srv/home 10.0.0.0/8(rw)  @staff(ro)\n/a\t*(ro)\n\n/srv/data *\n"
        #expect(formatted(text) == "/srv/home 10.0.0.0/8(rw) @staff(ro)\n/a        *(ro)\n\n/srv/data *\n")
    }

    @Test func `aligns comments after exports and keeps those between them`() {
        let text = "/a *(ro) # one\n  # two \n/srv/b h(rw,sync)\t# three\n"
        #expect(formatted(text) == "/a     *(ro)      # one\n# two\n/srv/b h(rw,sync) # three\n")
    }

    @Test func `removes blanks at the start and end of exports lines`() {
        #expect(formatted("\n\n  /a h(rw) \t\n\n\n \n\t/b k(ro)  ") == "/a h(rw)\n\n/b k(ro)\n")
    }

    @Test func `aligns continued exports lines with the clients`() {
        let text = "/srv/a h(rw)\\\n k(ro) \\\n\t\t@s(ro)\n/b   *\n"
        #expect(formatted(text) == "/srv/a h(rw) \\\n       k(ro) \\\n       @s(ro)\n/b     *\n")
    }

    @Test func `replaces CRLF by LF in exports where CR has no meaning`() {
        #expect(formatted("# c\r\n/a h(rw)\r\n/b h(rw)\r\n") == "# c\n/a h(rw)\n/b h(rw)\n")
    }

    @Test func `keeps default lists and quoted blanks of exports`() {
        #expect(formatted("\"/a  b\"   -ro,sync  h  k(rw)\n") == "\"/a  b\" -ro,sync h k(rw)\n")
    }

    @Test func `aligns exports by characters instead of bytes`() {
        #expect(formatted("/é h\n/ab k\n") == "/é  h\n/ab k\n")
    }

    @Test func `does not align exports with one very long path`() {
        let long = "/" + String(repeating: "x", count: 60)
        #expect(formatted("/a  h\n\(long)   h\n") == "/a h\n\(long) h\n")
    }

    @Test(arguments: [
        "/a  h(rw)x  k\n", "/a  h(bogus)\n", "/a  h\u{0C}  k\n", "/a h \\\n\n", "  \"/a\n",
        "/a  h\\ \n", "\r\n/a h\n", "  \r\n", "", " \n", "/a  \"h\n/b k\n",
        "# BEGIN autohome\n/a  h(rw)\n\n\n\t/b h\n# END autohome\n",
    ])
    func `does not format exports lines that are wrong, odd or owned`(text: String) {
        #expect(formatted(text) == text)
    }

    @Test func `keeps the blank lines around an exports line with an error`() {
        let text = "/a   h\n\n\n  /b h(bogus)  \n\n\n/c   h\n"
        #expect(formatted(text) == "/a h\n\n\n  /b h(bogus)  \n\n\n/c h\n")
    }

    @Test func `adds a final line feed after a complete exports entry`() {
        #expect(formatted("/a h") == "/a h\n")
        #expect(formatted("# c") == "# c\n")
        #expect(formatted("/a h(rw) \\") == "/a h(rw) \\")
    }
}
