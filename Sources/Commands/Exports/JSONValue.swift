/// JSON in which a text may contain any bytes: a byte that is not UTF-8 is written as a lone surrogate, `\udcNN`.
///
/// Python can turn these back into the original bytes (`os.fsencode`). Readers that do not accept lone surrogates fail
/// on them, instead of showing a wrong path or name.
enum JSONValue {
    case object([(String, JSONValue)])
    case array([JSONValue])
    case text([UInt8])
    case number(Int)
    case null
    /// JSON that is encoded already.
    case encoded([UInt8])

    static func text(_ text: String) -> JSONValue { .text(Array(text.utf8)) }

    /// The text of a whole document.
    var document: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, indented: 0)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func write(to bytes: inout [UInt8], indented depth: Int) {
        switch self {
        case .object(let members):
            Self.write(members, between: "{}", to: &bytes, indented: depth) { member, bytes in
                Self.write(Array(member.0.utf8), to: &bytes)
                bytes += ": ".utf8
                member.1.write(to: &bytes, indented: depth + 1)
            }
        case .array(let values):
            Self.write(values, between: "[]", to: &bytes, indented: depth) { value, bytes in
                value.write(to: &bytes, indented: depth + 1)
            }
        case .text(let text): Self.write(text, to: &bytes)
        case .number(let number): bytes += "\(number)".utf8
        case .null: bytes += "null".utf8
        case .encoded(let json): bytes += json
        }
    }

    /// Writes values: one on each line at the two outer levels, and all on one line below that.
    private static func write<Value>(
        _ values: [Value],
        between brackets: StaticString,
        to bytes: inout [UInt8],
        indented depth: Int,
        _ write: (Value, inout [UInt8]) -> Void
    ) {
        let breaks = depth < 2 && !values.isEmpty
        func newLine(_ depth: Int) {
            bytes += breaks ? "\n".utf8 : "".utf8
            bytes += [UInt8](repeating: UInt8(ascii: " "), count: breaks ? 2 * depth : 0)
        }
        bytes.append(brackets.utf8Start[0])
        for (index, value) in values.enumerated() {
            if index > 0 { bytes += (breaks ? "," : ", ").utf8 }
            newLine(depth + 1)
            write(value, &bytes)
        }
        newLine(depth)
        bytes.append(brackets.utf8Start[1])
    }

    private static func write(_ text: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var index = 0
        while index < text.count {
            let length = UTF8Sequence.length(in: text, at: index)
            switch (text[index], length) {
            case (_, 0): append(0xDC00 + UInt16(text[index]), to: &bytes)
            case (UInt8(ascii: "\""), _), (UInt8(ascii: "\\"), _):
                bytes += [UInt8(ascii: "\\"), text[index]]
            case (0x20..<0x7F, _): bytes.append(text[index])
            default: append(text[index..<(index + length)], to: &bytes)
            }
            index += max(length, 1)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes one character, escaped if it is invisible or could control a terminal.
    private static func append(_ character: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        let text = String(decoding: character, as: UTF8.self)
        switch text.unicodeScalars.first?.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            for unit in text.utf16 { append(unit, to: &bytes) }
        default: bytes += character
        }
    }

    private static func append(_ unit: UInt16, to bytes: inout [UInt8]) {
        let digits = String(unit, radix: 16)
        bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
    }
}

/// The syntax of UTF-8: RFC 3629, section 4.
private enum UTF8Sequence {
    /// The number of bytes of the character at an index; 0 if no valid character begins there.
    static func length(in text: [UInt8], at index: Int) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch text[index] {
        case 0..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard index + length <= text.count, second.contains(text[index + 1]) else { return 0 }
        return text[(index + 2)..<(index + length)].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
    }
}
