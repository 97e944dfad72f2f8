import ConformanceTestSupport
import MountMaps
import SourceText
import Testing

@Suite struct `Formatting of automount maps` {
    private func formatted(_ text: String) -> String { FormattedKind.map.formatted(text) }

    @Test func `aligns options and locations of neighbouring map entries`() {
        let text = "alice\t-rw,soft\tserver:/a\nbo server:/b\n*  -ro  server:/&\n"
        #expect(
            formatted(text)
                == "alice -rw,soft server:/a\nbo             server:/b\n*     -ro      server:/&\n"
        )
    }

    @Test func `aligns comments of a map and removes blanks around lines`() {
        let text = "\n  # homes \na server:/a # one\nbob server:/bob   \t# two  \n\n\n\nc server:/c"
        let expected = "# homes\na   server:/a   # one\nbob server:/bob # two\n\nc server:/c\n"
        #expect(formatted(text) == expected)
    }

    @Test func `separates words of a map entry by one blank`() {
        let text = "a   -rw   -soft  one:/a   two:/b\nb  /  one:/a   /sub  -ro   two:/b\n"
        let expected = "a -rw -soft one:/a two:/b\nb           / one:/a /sub -ro two:/b\n"
        #expect(formatted(text) == expected)
    }

    @Test(arguments: [
        "a  b   two:/b\n", "a   :tmpfs   /sub  one:/s\n", "a  $x  one:/b\n", "a  one:/a\\   b\n",
        "a  \"one:/b\"   two:/b\n", "a  x   y:&\n", "a  one:/${a   b}\n",
        "a  one:/a\\  \n", "a  \"one:/a\"  \n", "*  one:/&   two:/&\n",
    ])
    func `keeps blanks in a map entry that may have a meaning`(text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        let value = parts[1].drop { $0 == " " }
        #expect(formatted(text) == "\(parts[0]) \(value)")
    }

    @Test func `aligns continued map lines with the second column`() {
        let text = "data / one:/a \\\n /sub two:/b\\\n\t/more three:/c\nx one:/x\n"
        let expected = "data / one:/a \\\n     /sub two:/b \\\n     /more three:/c\nx    one:/x\n"
        // The second continuation follows a word directly; only its indentation separates the next word.
        #expect(formatted(text) == expected)
    }

    @Test func `replaces CRLF by LF in a map`() {
        #expect(formatted("# c\r\na  one:/a\r\n\r\nb one:/b\r\n") == "# c\na one:/a\n\nb one:/b\n")
    }

    @Test(arguments: [
        "a  one:/a\n  b  one:/b\n", "# c\n  b  one:/b\n", "k  \nl  one:/a\n", "a  \"one:/b\n", "*x  one:/a\n",
        "# c \\\nb  one:/b\n", "+inc", "a  one:/a\u{0}b\n", "a  one:/x\\", "a  one:/x\\\n",
        "# a\n   \n  c  one:/x\n",
        "# BEGIN autohome\na\tone:/a\n# END autohome\n",
    ])
    func `does not format map lines that are dropped, odd or owned`(text: String) {
        #expect(formatted(text) == text)
    }

    @Test func `does not format a map entry that could exceed the length limit`() {
        let text = "a   one:/" + String(repeating: "x", count: 5000) + "\n"
        #expect(formatted(text) == text)
    }
}

@Suite struct `Formatting of master maps` {
    private func formatted(_ text: String) -> String { FormattedKind.masterMap.formatted(text) }

    @Test func `aligns maps and options of a master map`() {
        let text =
            "/home\t/etc/auto.home\t--timeout=60   -nosuid\n/- auto.direct\n+dir:/etc/auto.master.d\n"
            + "/net   -hosts  -ro\n"
        let expected =
            "/home /etc/auto.home --timeout=60 -nosuid\n/-    auto.direct\n+dir:/etc/auto.master.d\n"
            + "/net  -hosts         -ro\n"
        #expect(formatted(text) == expected)
    }

    @Test(arguments: [
        ("/a  file   /etc/auto.a   -ro\n", "/a file   /etc/auto.a   -ro\n"),
        ("/a  multi:one   --  two\n", "/a multi:one   --  two\n"),
        ("/a  x\\   -ro\n", "/a x\\  -ro\n"),
        ("/a  file \n", "/a file \n"),
    ])
    func `keeps blanks in map types, multi maps and escapes of a master map`(text: String, expected: String) {
        #expect(formatted(text) == expected)
    }

    @Test(arguments: ["/home  auto.home\r\n", "/a  x:y\n/b  z\n", "home  auto.home\n", "/a  m  -o=,,\n"])
    func `does not format master map lines with errors`(text: String) {
        let kept = text.utf8.contains(13) ? text.replacing("  ", with: " ") : text
        #expect(formatted(text) == kept)
    }

    @Test func `removes a CR in a master map unless it is part of a map name`() {
        #expect(formatted("/home  auto.home -ro\r\n# c\r\n") == "/home auto.home -ro\n# c\n")
    }
}
