/// Makes text from files or LDAP safe to show on a terminal.
///
/// Control characters and characters that reorder or hide text become `\xNN` or `\u{NNNN}`, and invalid UTF-8 becomes
/// U+FFFD. So an attacker's data cannot control the terminal or disguise itself.
///
/// - Parameters:
///   - bytes: the text, in UTF-8 or not.
///   - limit: the number of bytes after which the rest is cut off, marked by an ellipsis.
///   - tabs: whether TAB is shown as it is, for text that keeps its columns.
/// - Returns: the text to show.
public func printable(_ bytes: some Collection<UInt8>, limit: Int = .max, tabs: Bool = false) -> String {
    // Most texts are this plain, and taken as a whole at a tenth of the cost.
    if bytes.count <= limit, bytes.allSatisfy({ (0x20..<0x7F).contains($0) || (tabs && $0 == 0x09) }) {
        return String(decoding: bytes, as: UTF8.self)
    }
    var result = ""
    var shown = 0
    var iterator = bytes.makeIterator()
    var decoder = Unicode.UTF8.ForwardParser()
    while true {
        if shown >= limit {
            if case .emptyInput = decoder.parseScalar(from: &iterator) { return result }
            return result + "…"
        }
        switch decoder.parseScalar(from: &iterator) {
        case .valid(let encoded):
            let scalar = Unicode.UTF8.decode(encoded)
            if tabs, scalar == "\t" { result += "\t" } else { append(scalar, to: &result) }
            shown += encoded.count
        case .error(let length):
            // The parser does not hand out the bytes at fault; U+FFFD stands for each.
            result += String(repeating: "\u{FFFD}", count: length)
            shown += length
        case .emptyInput:
            return result
        }
    }
}

/// A string made safe to show, by the same rules as bytes.
public func printable(_ text: String, limit: Int = .max) -> String {
    printable(text.utf8, limit: limit)
}

private func append(_ scalar: Unicode.Scalar, to text: inout String) {
    if (0x20..<0x7F).contains(scalar.value) {
        text.unicodeScalars.append(scalar)
        return
    }
    switch scalar.properties.generalCategory {
    case .control where scalar.value < 0x100:
        let digits = String(scalar.value, radix: 16)
        text += "\\x" + (digits.count < 2 ? "0" : "") + digits
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
    default:
        text.unicodeScalars.append(scalar)
    }
}
