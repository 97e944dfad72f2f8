import SourceText
import Testing

@Suite struct ASCIITests {
    private static func bytes(where holds: (UInt8) -> Bool) -> [UInt8] {
        (UInt8.min...UInt8.max).filter(holds)
    }

    @Test func `classifies every byte as blank, space, digit, letter or capital correctly`() {
        let small = Array("abcdefghijklmnopqrstuvwxyz".utf8)
        let capitals = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        let digits = Array("0123456789".utf8)
        #expect(Self.bytes(where: \.isASCIIBlank) == Array("\t ".utf8))
        #expect(Self.bytes(where: \.isASCIISpace) == Array("\t\n\u{B}\u{C}\r ".utf8))
        #expect(Self.bytes(where: \.isASCIIDigit) == digits)
        #expect(Self.bytes(where: \.isASCIIOctalDigit) == Array("01234567".utf8))
        #expect(Self.bytes(where: \.isASCIICapital) == capitals)
        #expect(Self.bytes(where: \.isASCIILetter) == capitals + small)
        #expect(Self.bytes(where: \.isASCIIAlphanumeric) == digits + capitals + small)
    }

    @Test func `converts hexadecimal digits to their values`() {
        for byte in UInt8.min...UInt8.max {
            let value = Character(UnicodeScalar(byte)).hexDigitValue
            #expect(byte.hexDigitValue.map(Int.init) == value)
        }
    }

    @Test func `lowercases only ASCII capitals`() {
        let text = "AbZ@[`{\u{C4}"
        #expect(text.utf8.asciiLowercased == Array("abz@[`{\u{C4}".utf8))
    }
}
