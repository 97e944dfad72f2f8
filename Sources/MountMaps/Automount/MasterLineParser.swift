import SourceText

/// Why automount loses a line of the master map that its reader could take.
public struct MasterMapSyntaxError: Error, Sendable, Hashable {
    /// What is wrong with a line of the master map.
    public enum Reason: String, Sendable, Hashable {
        /// The mount point does not begin with a slash.
        case mountPointNotAbsolute
        /// The mount point has a double quote.
        case quoteInMountPoint
        /// Nothing follows the mount point.
        case missingMap
        /// A colon follows what is no type of a map.
        case unknownMapType
        /// The map is `-xfn`, which automount refuses.
        case unsupportedMap
        /// `-hosts`, `-null` or `-xfn` stands in a name with a type, or among several maps.
        case misplacedBuiltIn
        /// The name of a map in LDAP has another slash, or is no name and no distinguished name of a map.
        case malformedLDAPName
        /// The name of a map in LDAP ends in the middle, or its first attribute names no map.
        case incompleteLDAPName
        /// A comma stands where an option should.
        case misplacedComma
        /// A comma is the last of the options.
        case trailingComma
        /// An option has an equals sign without a name or without a value that automount takes.
        case malformedOption
        /// `--` separates maps where the map is not `multi`.
        case separatorWithoutMulti
    }

    /// What is wrong.
    public let reason: Reason
    /// The bytes of the file that are to blame; the whole line where a continuation parts them.
    public let culprit: Range<Int>
    /// The bytes of the line.
    public let range: Range<Int>

    /// Whether automount also loses every line that it reads after this one, in this file and in others.
    ///
    /// Observed with 5.1.8: an error after the mount point and before the end of the line leaves automount's
    /// scanner in the middle of a line for good.
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

/// Takes a line of the master map apart, as automount's scanner and grammar for it do.
///
/// Positions are those of the slice that it is given.
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
    /// Whether another map comes after the last options; its name may be empty.
    private var namesAnother = false

    /// Whether the type is `multi`.
    private(set) var isMulti = false
    /// The option words in order: where they stand and what they are.
    private(set) var words: [MasterOptionScanner.Word] = []
    /// The bytes of the options that automount steps over without a message.
    private(set) var ignored: [Range<Int>] = []
    /// Where a name stands that the scanner makes one in LDAP though the type says otherwise: automount keeps the
    /// mount point for the line, and cannot read the map.
    private(set) var unreadableName: Int?

    init(_ value: ArraySlice<UInt8>) {
        text = value.prefix { $0 != MapByte.nul }
        position = text.startIndex
    }

    /// The mount point that a key of the master map stands for.
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

    /// What the text after the mount point says.
    mutating func target() throws(Failure) -> MasterMapTarget {
        guard !text.isEmpty else { throw Failure(reason: .missingMap, position: position) }
        if takeType(among: ["multi"]) != nil {
            isMulti = true
            var sources = [try mapAndOptions(allowsSeparator: true)]
            while namesAnother {
                sources.append(try mapAndOptions(allowsSeparator: true))
            }
            // What concerns the mount point and not one map holds for all.
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

    /// A built-in map: automount finds its word anywhere in a name without a type, and forgets what stands before.
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

    /// A type of a map, its format, and the colon or blanks after them; nothing where there is none.
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

    /// The name after two slashes, or from the attribute of a distinguished name on, which automount takes for LDAP
    /// where no type is given; it forgets what stands before.
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

    /// A name after two slashes and perhaps a server, where the type says that it is one in LDAP.
    private mutating func nameWithServer() throws(Failure) -> [UInt8] {
        let start = position
        let end = serverEnd(at: start)
        // An address in brackets is no server to the scanner.
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

    /// The slash after the name of a server that follows two slashes; a server needs the type that is not there.
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
            // Of what follows two slashes the scanner makes the name of a map in LDAP, and no other type reads that.
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

    /// A type and its colon within a name, which automount takes out of it; not after a plain word, which would be
    /// the type, and not before a blank.
    private mutating func takeInnerType(after name: [UInt8]) -> MapType? {
        let start = position
        guard let type = takeType(among: Self.typesWithin) else { return nil }
        guard text[position - 1] == MapByte.colon, !name.allSatisfy(MapByte.isNameByte) else {
            position = start
            return nil
        }
        return type
    }

    /// Refuses what cannot stand in a name; notes the server of a name in LDAP where the type is another.
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

    /// Whether a colon may stand after what was read of a name in LDAP.
    ///
    /// A server must be a plain name, perhaps with a port, and a distinguished name must follow. Observed.
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
