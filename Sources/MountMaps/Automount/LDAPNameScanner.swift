import SourceText

/// Scans the name of an LDAP map as start condition DNSTR of autofs's `master_tok.l` does: after slashes, a plain name
/// or the parts of a distinguished name.
///
/// Like the scanner, it silently skips bytes that match no token. See the cases master-name-001 and following.
struct LDAPNameScanner {
    private static let mapAttributes = ["cn", "ou", "nismapname", "automountmapname"]
    private static let attributes = mapAttributes + ["dc", "o", "c", "l"]

    private enum Token {
        case attribute(Range<Int>)
        case name(Range<Int>)
        case equals
        case comma
    }

    private let text: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ text: ArraySlice<UInt8>, from position: Int) {
        self.text = text
        self.position = position
    }

    /// Whether an attribute of a distinguished name, with its equals sign, is at a position.
    static func beginsAttribute(_ text: ArraySlice<UInt8>, at position: Int) -> Bool {
        endOfAttribute(text, at: position) != nil
    }

    /// Reads the name, up to the end of the word.
    mutating func name() throws(MasterLineParser.Failure) -> [UInt8] {
        let start = position
        var name: [UInt8] = []
        var isMapName = true
        var token = try next()
        if case .name(let range)? = token {
            guard try next() == nil else { throw unexpected() }
            return Array(text[range])
        }
        while true {
            guard case .attribute(let attribute)? = token else { throw unexpected() }
            if name.isEmpty { isMapName = Self.isMapAttribute(text[attribute]) }
            guard case .equals? = try next(), case .name(let value)? = try next() else { throw unexpected() }
            name += text[attribute] + [MapByte.equals] + text[value]
            guard let separator = try next() else { break }
            guard case .comma = separator else { throw unexpected() }
            name.append(MapByte.comma)
            token = try next()
        }
        guard isMapName else {
            let isLast = position == text.endIndex
            throw MasterLineParser.Failure(
                reason: isLast ? .incompleteLDAPName : .malformedLDAPName,
                position: start
            )
        }
        return name
    }

    /// The error for an unexpected token.
    ///
    /// At the end of the line the scanner has already reset, so no other line is lost.
    private func unexpected() -> MasterLineParser.Failure {
        let isAtEnd = position == text.endIndex
        return MasterLineParser.Failure(
            reason: isAtEnd && !endsInToken ? .incompleteLDAPName : .malformedLDAPName,
            position: max(text.startIndex, min(position, text.endIndex - 1))
        )
    }

    /// Whether the last read found a token, not the end of the word.
    private var endsInToken = false

    private mutating func next() throws(MasterLineParser.Failure) -> Token? {
        endsInToken = true
        while position < text.endIndex {
            let byte = text[position]
            if let end = Self.endOfAttribute(text, at: position) { return .attribute(take(to: end)) }
            if let end = endOfName() { return .name(take(to: end)) }
            if byte == MapByte.equals {
                position += 1
                return .equals
            }
            if let end = endOfComma() {
                position = end
                return .comma
            }
            if byte.isASCIIBlank { break }
            position += 1
        }
        endsInToken = false
        return nil
    }

    private mutating func take(to end: Int) -> Range<Int> {
        defer { position = end }
        return position..<end
    }

    /// A comma and the blanks around it.
    private func endOfComma() -> Int? {
        let comma = text[position...].firstIndex { !$0.isASCIIBlank } ?? text.endIndex
        guard comma < text.endIndex, text[comma] == MapByte.comma else { return nil }
        return text[(comma + 1)...].firstIndex { !$0.isASCIIBlank } ?? text.endIndex
    }

    /// The end of a name.
    ///
    /// A name may contain spaces only if a comma and another attribute follow (DNNAMESTR1).
    private func endOfName() -> Int? {
        let long =
            text[position...].firstIndex { !Self.isNameByte($0) && $0 != MapByte.space } ?? text.endIndex
        if long > position, long < text.endIndex, text[long] == MapByte.comma,
            Self.beginsAttribute(text, at: long + 1)
        {
            return long
        }
        let short = text[position...].firstIndex { !Self.isNameByte($0) } ?? text.endIndex
        return short > position ? short : nil
    }

    private static func endOfAttribute(_ text: ArraySlice<UInt8>, at position: Int) -> Int? {
        let word = text[position...].prefix { $0.isASCIILetter }
        guard word.endIndex < text.endIndex, text[word.endIndex] == MapByte.equals else { return nil }
        return attributes.contains(lowercased(word)) ? word.endIndex : nil
    }

    private static func isMapAttribute(_ word: ArraySlice<UInt8>) -> Bool {
        mapAttributes.contains(lowercased(word))
    }

    private static func lowercased(_ word: ArraySlice<UInt8>) -> String {
        String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        MapByte.isNameByte(byte) || byte == MapByte.dash || byte == UInt8(ascii: ".")
    }
}
