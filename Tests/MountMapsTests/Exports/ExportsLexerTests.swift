import MountMaps
import SourceText
import Testing

@Suite struct `Words of an exports table` {
    @Test(arguments: [
        ("/a *(ro)\n", "/a|*"), ("\t /a *(ro)", "/a|*"), ("\"/a b\" c(ro)\n", "/a b|c"),
        ("/srv/\"a b\"/c x(ro)\n", "/srv/a b/c|x"),
        ("/a\\040b x(ro)\n", "/a b|x"), ("/a\\134040b x(ro)\n", "/a b|x"), ("/a\\400 x(ro)\n", "/a\\400|x"),
        ("/a\\04 x(ro)\n", "/a\\04|x"), ("/a\\x20 x(ro)\n", "/a\\x20|x"), ("/a\\000b x(ro)\n", "/a|x"),
        ("/a\\ b(ro)\n", "/a\\|b"), ("/a \\\n \t b(ro)\n", "/a|b"), ("/a\\\nb(ro)\n", "/a|b"),
        ("\"/a\\\n  b\" c(ro)\n", "/a b|c"),
        ("/a \\ \nb(ro)\n", "/a|\\ b(ro)|"), ("/a b(ro) # c \\\n/d e(ro)\n", "/a|b /d|e"),
        ("/a#b c(ro)\n", "/a#b|c"),
        ("/a # b\n/c d(ro)\n", "/a| /c|d"), ("/a 'b'(ro)\n", "/a|'b'"), ("/a\0b(ro)\n", "/a|b"),
        ("\0\n/a\t\0b(ro)\n", "/a|b"),
        ("/a b(ro)\r\n/c d(ro)\r\n", "/a|b /c|d"), ("/a \"\" b(ro)\n", "/a||b"),
        ("/a b(ro) \"\" c(ro)\n", "/a|b c(ro)|"),
        ("\"/a\nb\" c(ro)\n", "/a\nb|c"), ("/a(rw)\n", "/a(rw)|"), ("/a -ro\n", "/a|"),
        ("/a -ro -b\n", "/a|-b"),
    ])
    func `splits an exports table into words as exportfs does`(text: String, expected: String) {
        let document = ExportsDocument(SourceFile(name: "exports", text: text))
        let entries = document.entries.map { entry in
            ([entry.path] + entry.clients.map(\.name)).map(document.text).joined(separator: "|")
        }
        #expect(entries.joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("/a b(ro)\n\r\n/c d(ro)\n", ReadingStop.Reason.emptyPath, 9), ("\u{0B}/a b(ro)\n", .emptyPath, 0),
        ("\"\" b(ro)\n", .emptyPath, 0), ("/a b(ro) c\n/d e(x)\n", .unknownOption, 16),
        ("/a b(ro)c\n", .brokenList, 3),
        ("/a b(ro\n", .brokenList, 3), ("/a b(rw,,ro)\n", .unknownOption, 8),
        ("/a b(fsid=x)\n", .badValue, 5),
        ("/a b(sec=)\n", .unknownFlavor, 5), ("/a b(sec=sys:)\n", .unknownFlavor, 5),
        ("/a b(anonuid=)\n", .badValue, 5),
        ("/a -squash_uids=1 b c\n", .abort, 20), ("/a \"b(r\"o,\"x\")\n", .unknownOption, 11),
    ])
    func `stops reading an exports table where exportfs stops`(
        text: String,
        reason: ReadingStop.Reason,
        offset: Int
    ) {
        let document = ExportsDocument(SourceFile(name: "exports", text: text))
        #expect(document.readingEnd?.reason == reason)
        #expect(document.readingEnd?.range.lowerBound == offset)
    }

    @Test(arguments: [(1024, 511, true), (1025, 511, false), (1024, 512, false)])
    func `limits paths to 1024 and clients to 511 bytes`(path: Int, client: Int, isRead: Bool) {
        let list = String(repeating: "c", count: client - 4) + "(ro)"
        let text = "/" + String(repeating: "p", count: path - 1) + " " + list + "\n"
        let document = ExportsDocument(SourceFile(name: "exports", text: text))
        #expect((document.readingEnd == nil) == isRead)
    }

    @Test func `separates the entries after the point where exportfs stops`() {
        let document = ExportsDocument(SourceFile(name: "exports", text: "/a b(ro) c(x) d(ro)\n/e f(ro)\n"))
        #expect(document.entries.map { $0.clients.count } == [1])
        #expect(document.lostEntries.map { document.text(of: $0.path) } == ["/e"])
    }

    @Test func `reports the line number that exportfs would print`() {
        let document = ExportsDocument(SourceFile(name: "exports", text: "# a\n# b\n/c *(x)\n"))
        #expect(document.reportedLine(at: 11) == 1)
    }

    @Test func `locates options in the file despite escapes and quotes`() throws {
        let text = "/a \"b c\"(r\\157,s\"ync\")\n"
        let document = ExportsDocument(SourceFile(name: "exports", text: text))
        let list = try #require(document.entries.first?.clients.first?.list)
        let options = document.options(of: list)
        #expect(options.map(document.text) == ["ro", "sync"])
        #expect(options.map { document.source.text(in: $0.range) } == ["r\\157", "s\"ync\""])
    }
}
