import MountMaps
import SourceText
import Testing

/// How the bytes of a map become keys and entries; each row was observed with automount 5.1.8.
@Suite struct AutomountReadingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let entries: [String]
        let dropped: [DroppedLine.Reason]

        init(_ text: String, _ entries: [String], dropped: [DroppedLine.Reason] = []) {
            self.text = text
            self.entries = entries
            self.dropped = dropped
        }

        var testDescription: String { text.debugDescription }
    }

    static let rows = [
        Row("alice server:/a\nbob server:/b\n", ["alice=server:/a", "bob=server:/b"]),
        Row("alice \\\n\t-rw \\\n\tserver:/a\n", ["alice=-rw \tserver:/a"]),
        Row("server:/a\\\n", [], dropped: [.endOfFile]),
        Row("ali\\\nce server:/a\n", ["alice=server:/a"]),
        Row("# comment \\\nalice server:/a\nbob server:/b\n", ["bob=server:/b"]),
        Row("alice \nbob server:/b\n", ["alicebob=server:/b"]),
        Row("alice \n\nbob server:/b\n", ["alicebob=server:/b"]),
        Row("*\nalice server:/a\n", ["*alice=server:/a"]),
        Row("alice \n# c\nbob server:/b\n", ["bob=server:/b"], dropped: [.keyBeforeComment]),
        Row("alice\nbob server:/b\n", ["bob=server:/b"], dropped: [.keyWithoutEntry]),
        Row(
            "alice server:/a\n # note\nbob server:/b\n",
            ["bob=server:/b"],
            dropped: [.followedByIndentedLine]
        ),
        Row("alice server:/a\n bob server:/b\n", [], dropped: [.followedByIndentedLine]),
        Row("alice server:/a\n \t\nbob server:/b\n", ["alice=server:/a", "bob=server:/b"]),
        Row(" alice server:/a\n", ["alice=server:/a"]),
        Row("alice server:/a\n\n bob server:/b\n", ["alice=server:/a", "bob=server:/b"]),
        Row("# c\n bob server:/b\ncarol server:/c\n", ["carol=server:/c"], dropped: [.indentedAfterComment]),
        Row(
            "alice \"server:/a\nbob server:/b\n",
            ["bob=server:/b"],
            dropped: [.unmatchedQuote]
        ),
        Row(
            "alice \"server:/a \\\nb\"\n",
            [],
            dropped: [.unmatchedQuote, .unmatchedQuote]
        ),
        Row("# say \"hi\nbob server:/b\n", ["bob=server:/b"]),
        Row("* server:/&\n", ["*=server:/&"]),
        Row("\"*\" server:/&\n", ["*=server:/&"]),
        Row("*x server:/a\n** server:/b\n", [], dropped: [.starNotAlone, .starNotAlone]),
        Row("\\#a server:/a\n\\*b server:/b\n", [], dropped: [.escapedFirstByte, .escapedFirstByte]),
        Row("\"+a\" server:/a\n", ["+a=server:/a"]),
        Row("alice server:/a", ["alice=server:/a"]),
        Row("alice server:/a\n  ", [], dropped: [.endOfFile]),
        Row("alice server:/a\r\nbob server:/b\r\n", ["alice=server:/a\r", "bob=server:/b\r"]),
        Row("\u{feff}alice server:/a\n", ["-=server:/a"]),
        Row("\"a b\" server:/a\na\\ c server:/c\n", ["a b=server:/a", "a c=server:/c"]),
        Row("//a///b server:/a\n", ["/a/b=server:/a"]),
        Row("; alice server:/a\n", [";=alice server:/a"]),
        Row("bob server:/a\\\\\\\nalice server:/b\n", ["bob=server:/a\\\\\\", "alice=server:/b"]),
    ]

    @Test(arguments: rows) func `reads the lines of a map as automount does`(row: Row) {
        let document = AutomountMapDocument(SourceFile(name: "auto.home", text: row.text))
        let entries = document.entries.map { entry in
            let name = document.name(of: entry).map { String(decoding: $0, as: UTF8.self) } ?? "-"
            return name + "=" + String(decoding: document.value(of: entry), as: UTF8.self)
        }
        #expect(entries == row.entries)
        #expect(document.droppedLines.map(\.reason) == row.dropped)
    }

    @Test func `ends an include at white space and reads the rest as a line`() {
        let text = "a srv:/a\n+auto.inc server:/x\nb srv:/b\n+last"
        let document = AutomountMapDocument(SourceFile(name: "m", text: text))
        #expect(document.includes.map { String(decoding: $0.name, as: UTF8.self) } == ["auto.inc"])
        #expect(document.includes.map(\.entriesAbove) == [1])
        #expect(document.droppedLines.map(\.reason) == [.keyWithoutEntry, .endOfFile])
        #expect(document.entries.count == 2)
    }

    @Test func `finds the first of two entries with the same key`() throws {
        let document = AutomountMapDocument(SourceFile(name: "m", text: "a x:/1\n\"a\" x:/2\nb x:/3\n"))
        #expect(document.position(ofName: Array("a".utf8)) == 0)
        #expect(document.duplicates == [1])
        #expect(document.position(ofName: Array("c".utf8)) == nil)
    }

    @Test(arguments: [(255, 1), (256, 0)])
    func `reads keys of up to 255 bytes`(length: Int, count: Int) {
        let text = String(repeating: "k", count: length) + " srv:/a\n"
        let document = AutomountMapDocument(SourceFile(name: "m", text: text))
        #expect(document.entries.count == count)
        #expect(document.droppedLines.map(\.reason) == (count == 1 ? [] : [.keyTooLong]))
    }

    @Test(arguments: [(16_384, 16_384), (16_385, 16_384), (16_386, nil)])
    func `truncates an entry after 16384 bytes and drops one that is longer by two`(length: Int, kept: Int?) {
        let text = "a " + String(repeating: "d", count: length) + "\nb srv:/b\n"
        let document = AutomountMapDocument(SourceFile(name: "m", text: text))
        #expect(document.position(ofName: Array("b".utf8)) != nil)
        let entry = document.position(ofName: Array("a".utf8)).map { document.entries[$0] }
        #expect(entry.map { document.value(of: $0).count } == kept)
    }
}
