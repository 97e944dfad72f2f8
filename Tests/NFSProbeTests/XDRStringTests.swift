import Foundation
import NFSProbe
import RandomTestSupport
import Testing

@Suite struct XDRStringTests {
    @Test(
        arguments: [
            ("/srv/home", Array("/srv/home".utf8)),
            ("/srv/müller 2", Array("/srv/müller 2".utf8)),
            ("/a\\377b", [0x2F, 0x61, 0xFF, 0x62]),
            ("/a\\134b", [0x2F, 0x61, 0x5C, 0x62]),
            ("\\012\\033[31m", Array("\n\u{1B}[31m".utf8)),
            ("\\342\\200\\256txt", Array("\u{202E}txt".utf8)),
            ("\\303", [0xC3]),
            ("", []),
        ]
    )
    func `converts an XDR string to printable text on one line and back`(text: String, bytes: [UInt8]) {
        #expect(XDRString(bytes: bytes).description == text)
        #expect(XDRString(text).bytes == bytes)
    }

    @Test(arguments: ["\\", "\\37", "\\400", "\\389", "a\\b"])
    func `keeps a backslash without three octal digits in an XDR string`(text: String) {
        #expect(XDRString(text).bytes == Array(text.utf8))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `converts arbitrary bytes of an XDR string to text and JSON and back`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [UInt8] = [
            0x5C, 0x30, 0x37, 0x38, 0xC3, 0xA4, 0xE2, 0x82, 0xAC, 0xFF, 0x00, 0x0A, 0x61,
        ]
        let length = Int.random(in: 0..<40, using: &generator)
        let string = XDRString(
            bytes: (0..<length).compactMap { _ in alphabet.randomElement(using: &generator) }
        )
        #expect(XDRString(string.description) == string)
        #expect(try JSONDecoder().decode(XDRString.self, from: JSONEncoder().encode(string)) == string)
    }
}
