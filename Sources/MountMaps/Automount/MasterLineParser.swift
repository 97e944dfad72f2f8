import SourceText

/// A line of the master map that automount reads and then rejects as a syntax error.
public struct MasterMapSyntaxError: Error, Sendable, Hashable {
    /// What is wrong with a line of the master map.
    public enum Reason: String, Sendable, Hashable {
        /// The mount point does not begin with a slash.
        case mountPointNotAbsolute
        /// The mount point has a double quote.
        case quoteInMountPoint
        /// Nothing follows the mount point.
        case missingMap
        /// The word before a colon is not a map type.
        case unknownMapType
        /// The map is `-xfn`, which automount does not support.
        case unsupportedMap
        /// `-hosts`, `-null` or `-xfn` is part of a name with a type, or one of several maps.
        case misplacedBuiltIn
        /// The name of an LDAP map has a further slash, or is neither a plain name nor the distinguished name of a map.
        case malformedLDAPName
        /// The name of an LDAP map is incomplete, or its first attribute does not name a map.
        case incompleteLDAPName
        /// A comma is where an option should be.
        case misplacedComma
        /// A comma ends the options.
        case trailingComma
        /// An option has an equals sign without a name, or without a value that automount can read.
        case malformedOption
        /// `--` separates maps, but the map type is not `multi`.
        case separatorWithoutMulti
    }

    /// What is wrong.
    public let reason: Reason
    /// The bytes of the file that cause the error; the whole line if a continuation splits them.
    public let culprit: Range<Int>
    /// The line's bytes.
    public let range: Range<Int>

    /// Whether automount also loses every line it reads after this one, in this file and in others.
    ///
    /// An error between the mount point and the end of the line leaves the scanner of `master_tok.l` in the start
    /// condition of a map name or of options. `master_set_scan_buffer` does not reset it, so every later line fails
    /// too. Cases master-state-002 (unknown type), -005 (two commas), -009 and -011 (malformed option).
    public var losesFollowingLines: Bool {
        switch reason {
        case .unknownMapType, .misplacedBuiltIn, .malformedLDAPName, .misplacedComma, .malformedOption,
            .separatorWithoutMulti:
            true
        case .mountPointNotAbsolute, .quoteInMountPoint, .missingMap, .unsupportedMap, .trailingComma,
            .incompleteLDAPName:
            false
        }
    }
}

/// Parses a line of the master map, as `master_tok.l` and `master_parse.y` of autofs 5.1 do.
///
/// Positions are indices of the slice it is given.
struct MasterLineParser {
    struct Failure: Error {
        let reason: MasterMapSyntaxError.Reason
        let position: Int
    }

    static let types = [
        "file", "program", "exec", "sss", "yp", "nisplus", "nis", "ldaps", "ldap", "hesiod", "userdir",
    ]
    private static let typesWithin = types + ["multi"]
    static let formats = ["sun", "hesiod", "amd"]
    private static let builtInWords = ["-hosts", "-null", "-xfn"]

    private typealias MapType = (type: String, format: String?)

    private let text: ArraySlice<UInt8>
    private var position: Int
    /// Whether `--` ended the last options, so that another map follows; its name may be empty.
    private var namesAnother = false

    /// Whether the type is `multi`.
    private(set) var isMulti = false
    /// The option words in order, with their positions.
    private(set) var words: [MasterOptionScanner.Word] = []
    /// The bytes among the options that automount skips without a message.
    private(set) var ignored: [Range<Int>] = []
    /// Where a name begins that the scanner reads as an LDAP name although the type is another: automount reserves the
    /// mount point for this line, but cannot read the map.
    private(set) var unreadableName: Int?

    init(_ value: ArraySlice<UInt8>) {
        text = value.prefix { $0 != MapByte.nul }
        position = text.startIndex
    }

    /// Returns the mount point for a key of the master map: `\x` becomes `x`, and a quote is an error (start condition
    /// PATHSTR of `master_tok.l`).
    ///
    /// Trailing slashes are removed, as in `master_parse.y: master_parse_entry`.
    static func mountPoint(_ key: ArraySlice<UInt8>) throws(Failure) -> [UInt8] {
        guard key.first == MapByte.slash else {
            throw Failure(reason: .mountPointNotAbsolute, position: key.startIndex)
        }
        var path: [UInt8] = []
        var isEscaped = false
        for (offset, byte) in zip(key.indices, key) {
            if byte == MapByte.nul { break }
            if isEscaped {
                isEscaped = false
            } else if byte == MapByte.backslash {
                isEscaped = true
                continue
            } else if byte == MapByte.quote {
                throw Failure(reason: .quoteInMountPoint, position: offset)
            }
            path.append(byte)
        }
        while path.count > 1, path.last == MapByte.slash { path.removeLast() }
        return path
    }

    /// Parses the text after the mount point.
    mutating func target() throws(Failure) -> MasterMapTarget {
        guard !text.isEmpty else { throw Failure(reason: .missingMap, position: position) }
        if takeType(among: ["multi"]) != nil {
            isMulti = true
            var sources = [try mapAndOptions(allowsSeparator: true)]
            while namesAnother {
                sources.append(try mapAndOptions(allowsSeparator: true))
            }
            // Some options belong to the mount point and so apply to all of its maps.
            let options = sources.map(\.options)
            let isNoBind = options.contains(where: \.isNoBind)
            let isSymlink = options.contains(where: \.isSymlink)
            let usesWeightOnly = options.contains(where: \.usesWeightOnly)
            return .maps(
                sources.map { source in
                    let shared = source.options.sharing(
                        isNoBind: isNoBind,
                        isSymlink: isSymlink,
                        usesWeightOnly: usesWeightOnly
                    )
                    return MasterMapSource(map: source.map, options: shared)
                }
            )
        }
        if let builtIn = try builtInMap() { return builtIn }
        return .maps([try mapAndOptions(allowsSeparator: false)])
    }

    /// Reads a built-in map.
    ///
    /// `master_tok.l` matches `-hosts`, `-null` and `-xfn` anywhere in a name without a type, and drops the text before
    /// it.
    private mutating func builtInMap() throws(Failure) -> MasterMapTarget? {
        guard let word = firstBuiltIn() else { return nil }
        position = word.upperBound
        switch text[word].dropFirst().first {
        case UInt8(ascii: "h"):
            return .hosts(try options(allowsSeparator: false))
        case UInt8(ascii: "n"):
            _ = try options(allowsSeparator: false)
            return .null
        default:
            throw Failure(reason: .unsupportedMap, position: word.lowerBound)
        }
    }

    private func firstBuiltIn() -> Range<Int>? {
        var cursor = position
        while cursor < text.endIndex, !text[cursor].isASCIIBlank {
            if text[cursor] == MapByte.colon || beginsLDAPServer(at: cursor) { return nil }
            if let end = endOfBuiltIn(at: cursor) { return cursor..<end }
            cursor += text[cursor] == MapByte.backslash ? 2 : 1
        }
        return nil
    }

    private func endOfBuiltIn(at cursor: Int) -> Int? {
        guard text[cursor] == MapByte.dash else { return nil }
        let word = Self.builtInWords.first { text[cursor...].starts(with: $0.utf8) }
        return word.map { cursor + $0.utf8.count }
    }

    private func beginsLDAPServer(at cursor: Int) -> Bool {
        text[cursor...].starts(with: [MapByte.slash, MapByte.slash])
    }

    private mutating func mapAndOptions(allowsSeparator: Bool) throws(Failure) -> MasterMapSource {
        var type = takeType(among: Self.types)
        if type == nil, let name = try ldapName() {
            let map = MapSourceName(type: "ldap", name: name)
            return MasterMapSource(map: map, options: try options(allowsSeparator: allowsSeparator))
        }
        let name = try mapName(ofType: &type)
        let options = try options(allowsSeparator: allowsSeparator)
        let map = MapSourceName(type: type?.type, format: type?.format, name: name)
        return MasterMapSource(map: map, options: options)
    }

    private mutating func options(allowsSeparator: Bool) throws(Failure) -> MasterMapOptions {
        var scanner = MasterOptionScanner(text, from: position)
        defer {
            words += scanner.words
            ignored += scanner.ignored
            namesAnother = scanner.endsAtSeparator
            position = scanner.position
        }
        return try scanner.options(allowsSeparator: allowsSeparator)
    }

    /// Reads a map type, its format, and the colon or blanks after them (MTYPE and MULTI of `master_tok.l`); nil if
    /// there is none.
    private mutating func takeType(among types: [String]) -> MapType? {
        for type in types where text[position...].starts(with: type.utf8) {
            var cursor = position + type.utf8.count
            var format: String?
            if cursor < text.endIndex, text[cursor] == MapByte.comma {
                format = Self.formats.first { text[(cursor + 1)...].starts(with: $0.utf8) }
                guard let format else { continue }
                cursor += 1 + format.utf8.count
            }
            guard cursor < text.endIndex else { continue }
            guard text[cursor] == MapByte.colon || text[cursor].isASCIIBlank else { continue }
            if text[cursor] == MapByte.colon { cursor += 1 }
            position = text[cursor...].firstIndex { !$0.isASCIIBlank } ?? text.endIndex
            return (type, format)
        }
        return nil
    }

    /// Reads an LDAP name in a line without a type: the text after `//`, or from the attribute of a distinguished name
    /// on.
    ///
    /// `master_tok.l` switches to DNSTR there and drops the text before it; case master-name-001.
    private mutating func ldapName() throws(Failure) -> [UInt8]? {
        var cursor = position
        while cursor < text.endIndex, !beginsLDAPName(at: cursor) {
            if text[cursor].isASCIIBlank || text[cursor] == MapByte.colon { return nil }
            cursor += text[cursor] == MapByte.backslash ? 2 : 1
        }
        guard cursor < text.endIndex else { return nil }
        if let slash = serverEnd(at: cursor) {
            throw Failure(reason: .malformedLDAPName, position: slash)
        }
        while cursor < text.endIndex, text[cursor] == MapByte.slash { cursor += 1 }
        guard cursor < text.endIndex, !text[cursor].isASCIIBlank else {
            throw Failure(reason: .missingMap, position: position)
        }
        var scanner = LDAPNameScanner(text, from: cursor)
        let name = try scanner.name()
        position = scanner.position
        return name
    }

    /// Reads the name of a map of type `ldap`, which may begin with `//server/`.
    private mutating func nameWithServer() throws(Failure) -> [UInt8] {
        let start = position
        let end = serverEnd(at: start)
        // DNSERVSTR4 of `master_tok.l` does not match IPv6 addresses as people write them, so brackets are an error.
        if let end, let bracket = text[start..<end].firstIndex(of: UInt8(ascii: "[")) {
            throw Failure(reason: .malformedLDAPName, position: bracket)
        }
        var scanner = LDAPNameScanner(text, from: end ?? start)
        _ = try scanner.name()
        position = scanner.position
        return Array(text[start..<position])
    }

    private func beginsLDAPName(at cursor: Int) -> Bool {
        beginsLDAPServer(at: cursor) || LDAPNameScanner.beginsAttribute(text, at: cursor)
    }

    /// The slash that ends a `//server/`; without a map type, a server is a syntax error.
    private func serverEnd(at cursor: Int) -> Int? {
        guard beginsLDAPServer(at: cursor) else { return nil }
        let name = text[cursor...].drop { $0 == MapByte.slash }
        let end = name.firstIndex { $0 == MapByte.slash || $0.isASCIIBlank } ?? name.endIndex
        return end < name.endIndex && end > name.startIndex && text[end] == MapByte.slash ? end : nil
    }

    private mutating func mapName(ofType type: inout MapType?) throws(Failure) -> [UInt8] {
        if isInLDAP(type), beginsLDAPServer(at: position) { return try nameWithServer() }
        var name: [UInt8] = []
        var hasType = type != nil
        while position < text.endIndex, !text[position].isASCIIBlank {
            let byte = text[position]
            if byte == MapByte.backslash, position + 1 < text.endIndex {
                name.append(text[position + 1])
                position += 2
                continue
            }
            if !hasType, let inner = takeInnerType(after: name) {
                hasType = true
                if inner.type == "multi" { isMulti = true } else { type = inner }
                guard isInLDAP(type), beginsLDAPName(at: position) else { continue }
                name = []
                if beginsLDAPServer(at: position) { return try nameWithServer() }
                continue
            }
            try checkByte(after: name, ofType: type)
            // The scanner reads the text after `//` as an LDAP name, which only the LDAP types can use.
            if !isInLDAP(type), beginsLDAPServer(at: position) {
                unreadableName = position
                _ = try nameWithServer()
                return name
            }
            name.append(byte)
            position += 1
        }
        return name
    }

    private func isInLDAP(_ type: MapType?) -> Bool {
        type?.type == "ldap" || type?.type == "ldaps"
    }

    /// Reads a type and its colon inside a name, which the scanner removes from the name.
    ///
    /// It does not do so after a plain word, which would then be the type itself, or before a blank.
    private mutating func takeInnerType(after name: [UInt8]) -> MapType? {
        let start = position
        guard let type = takeType(among: Self.typesWithin) else { return nil }
        guard text[position - 1] == MapByte.colon, !name.allSatisfy(MapByte.isNameByte) else {
            position = start
            return nil
        }
        return type
    }

    /// Rejects a byte that a name cannot contain; records an LDAP server in a name of another type.
    private mutating func checkByte(after name: [UInt8], ofType type: MapType?) throws(Failure) {
        if endOfBuiltIn(at: position) != nil {
            throw Failure(reason: .misplacedBuiltIn, position: position)
        }
        let isColon = text[position] == MapByte.colon
        if isInLDAP(type) {
            guard !isColon || endsServer(name, at: position) else {
                throw Failure(reason: .malformedLDAPName, position: position)
            }
            return
        }
        if isColon {
            guard type != nil, !name.contains(MapByte.equals), endsServer(name, at: position) else {
                throw Failure(reason: .unknownMapType, position: position)
            }
            unreadableName = position
        }
        if beginsSeparator { throw Failure(reason: .separatorWithoutMulti, position: position) }
    }

    /// Whether a colon may follow the part of an LDAP name that was read so far.
    ///
    /// As in DNSERVSTR1 of `master_tok.l`, it must end the name of a server, possibly with a port, and a distinguished
    /// name must follow.
    private func endsServer(_ name: [UInt8], at colon: Int) -> Bool {
        if name.contains(MapByte.equals) { return true }
        let port = text[(colon + 1)...].prefix(while: \.isASCIIDigit)
        let hasPort = !port.isEmpty && text[port.endIndex...].first == MapByte.colon
        return !name.isEmpty && name.first != UInt8(ascii: "[")
            && LDAPNameScanner.beginsAttribute(text, at: hasPort ? port.endIndex + 1 : colon + 1)
    }

    private var beginsSeparator: Bool {
        let rest = text[position...]
        return rest.count > 2 && rest.starts(with: "--".utf8)
            && text[position + 2].isASCIIBlank
    }
}
