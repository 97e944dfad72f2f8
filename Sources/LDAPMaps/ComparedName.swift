import LDAPEntries
import SourceText

/// Distinguished names, normalized for comparison: without escapes, in lower case, without blanks around the parts.
enum ComparedName {
    /// The parts of a name, from the root down.
    static func parts(of name: String) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var part: [UInt8] = []
        var hasText = false
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            hasText = true
            switch byte {
            case .backslash:
                if let byte = DistinguishedName.takeEscaped(&rest)?.byte { part.append(byte.asciiLowercased) }
            case UInt8(ascii: ","):
                parts.append(trimmed(part))
                part = []
            default: part.append(byte.asciiLowercased)
            }
        }
        if hasText { parts.append(trimmed(part)) }
        return parts.reversed()
    }

    /// The order in which slapd returns entries: by depth, then by the length of the last part, then by its bytes.
    static func precedes(_ left: [[UInt8]], _ right: [[UInt8]]) -> Bool {
        if left.count != right.count { return left.count < right.count }
        for (one, other) in zip(left, right) where one != other {
            if one.count != other.count { return one.count < other.count }
            return one.lexicographicallyPrecedes(other)
        }
        return false
    }

    /// A part without blanks at its ends or around its equals sign.
    private static func trimmed(_ part: [UInt8]) -> [UInt8] {
        guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return strip(part[...]) }
        return strip(part[..<equals]) + [part[equals]] + strip(part[(equals + 1)...])
    }

    private static func strip(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let start = bytes.drop { $0 == .blank }
        let end = start.lastIndex { $0 != .blank }
        return end.map { Array(start[...$0]) } ?? []
    }
}

/// The comparison of values of an attribute.
struct ComparedValue {
    /// The attributes of RFC 2307bis, which are case-sensitive.
    private static let exact: Set<String> = ["automountmapname", "automountkey"]

    private let isExact: Bool

    init(attribute: String) {
        isExact = Self.exact.contains(attribute.lowercased())
    }

    /// A value, normalized for comparison.
    func compared(_ value: [UInt8]) -> [UInt8] {
        isExact ? value : value.asciiLowercased
    }

    /// Whether a value matches a pattern, in which a star matches anything.
    func matches(_ value: [UInt8], pattern: [UInt8]) -> Bool {
        let pieces = compared(pattern).split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        var rest = compared(value)[...]
        guard let first = pieces.first, let last = pieces.last, rest.starts(with: first) else { return false }
        guard pieces.count > 1 else { return rest.count == first.count }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let end = Self.end(of: piece, in: rest) else { return false }
            rest = rest[end...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }

    private static func end(of piece: ArraySlice<UInt8>, in text: ArraySlice<UInt8>) -> Int? {
        text.indices.first { text[$0...].starts(with: piece) }.map { $0 + piece.count }
    }
}
