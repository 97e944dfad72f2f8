import SystemFiles
import SystemFilesTestSupport
import Testing

@Suite struct FileNameTests {
    @Test(arguments: ["", ".", "..", "/", "a/b", "/etc", "a\0b", String(repeating: "a", count: 256)])
    func `rejects text that is not the name of a single directory entry`(text: String) {
        #expect(failure(try FileName(text)) == .unsafeName)
    }

    @Test(arguments: ["a", "...", ".a", "a b", "ä", "-rf", "a\nb", String(repeating: "a", count: 255)])
    func `accepts every file name that the kernel accepts`(text: String) throws {
        #expect(try FileName(text).bytes == Array(text.utf8))
    }

    @Test func `accepts file names that are not UTF-8`() throws {
        let name = try FileName(bytes: [0xFF, 0x41])
        #expect(name.bytes == [0xFF, 0x41])
        #expect(name.description == "\u{FFFD}A")
    }

    @Test func `escapes control characters of file names in messages`() throws {
        #expect(try FileName("a\u{1B}[2J\n\u{202E}b").description == "a\\x1b[2J\\x0a\\u{202e}b")
        #expect(message(try FileName("a/\u{1B}b")).contains("\u{1B}") == false)
    }

    @Test func `orders file names by their bytes`() throws {
        let names = try ["b", "a", "\u{E4}", "aa", "B"].map { try FileName($0) }
        #expect(names.sorted().map(\.description) == ["B", "a", "aa", "b", "\u{E4}"])
    }
}
