public import LDAPEntries
import MountMaps
import SourceText

/// How a name is looked for among the keys of a directory, and which name a key stands for.
enum LDAPKey {
    /// The keys that stand for every name.
    static let wildcards: [[UInt8]] = [[MapByte.slash], [MapByte.star]]
    private static let percent = UInt8(ascii: "%")

    /// What automount can find for a name, which it puts into the filter of a search as it is.
    enum Reach {
        /// The key and the wildcard.
        case everything
        /// The wildcard: what the filter means by a backslash is another name.
        case wildcard
        /// Nothing: the filter is none.
        case nothing

        init(of name: [UInt8]) {
            self = .everything
            var rest = name[...]
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: ")"):
                    self = .nothing
                    return
                case MapByte.backslash:
                    guard rest.prefix(2).count(where: { $0.hexDigitValue != nil }) == 2 else {
                        self = .nothing
                        return
                    }
                    self = .wildcard
                default: break
                }
            }
        }
    }

    static func isWildcard(_ key: [UInt8]) -> Bool { wildcards.contains(key) }

    /// Whether keys of a class hide capitals behind percent signs, since their attribute ignores case.
    static func hidesCapitals(_ schema: LDAPMapSchema) -> Bool {
        schema.entryObjectClass.lowercased() == "nisobject"
    }

    /// The other spellings of a name: `%A` for each capital, and `%[ABC]` for capitals in a row.
    static func encoded(_ name: [UInt8]) -> [[UInt8]] {
        guard name.contains(where: { $0 == percent || $0.isASCIICapital }) else { return [] }
        let each = name.flatMap { $0 == percent || $0.isASCIICapital ? [percent, $0] : [$0] }
        var rows: [UInt8] = []
        var rest = name[...]
        while let byte = rest.first {
            let row = rest.prefix(while: \.isASCIICapital)
            if row.isEmpty {
                rows += byte == percent ? [percent, percent] : [byte]
                rest = rest.dropFirst()
            } else {
                rows += [percent, UInt8(ascii: "[")] + row + [UInt8(ascii: "]")]
                rest = rest.dropFirst(row.count)
            }
        }
        return [each, rows]
    }

    /// The name behind percent signs; the key itself where nothing is left of it.
    static func decoded(_ key: [UInt8]) -> [UInt8] {
        var name: [UInt8] = []
        var isEscaped = false
        var isInRow = false
        var rest = key[...]
        while let byte = rest.popFirst() {
            if byte == percent, isEscaped {
                name.append(byte)
                if !isInRow { isEscaped = false }
            } else if byte == percent {
                isEscaped = true
                if rest.first == UInt8(ascii: "[") {
                    rest = rest.dropFirst()
                    isInRow = true
                }
            } else if byte == UInt8(ascii: "]"), isInRow {
                isInRow = false
            } else {
                isEscaped = false
                name.append(byte)
            }
        }
        return name.isEmpty ? key : name
    }

    /// The name that a key stands for: quotes and backslashes removed; nil where automount ignores the key.
    static func name(of key: [UInt8], isDirect: Bool) -> [UInt8]? {
        var name: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        for byte in key {
            if byte == MapByte.newline { return nil }
            if isEscaped {
                isEscaped = false
            } else if byte == MapByte.quote {
                isQuoted.toggle()
                continue
            } else if !isQuoted {
                if byte == MapByte.backslash {
                    isEscaped = true
                    continue
                }
                if byte == MapByte.slash, name.last == MapByte.slash { continue }
            }
            name.append(byte)
        }
        guard isDirect else { return name.contains(MapByte.slash) ? nil : name }
        guard name.first == MapByte.slash else { return nil }
        if name.count > 1, name.last == MapByte.slash { name.removeLast() }
        return name
    }
}

extension LDAPLookup {
    /// The values of the entry attribute that may serve the key.
    ///
    /// - Parameter schema: The schema by which the map was found.
    /// - Returns: The key, its other spellings and the wildcards; nil where all entries are asked for.
    public func keyValues(in schema: LDAPMapSchema) -> [[UInt8]]? {
        guard let key else { return nil }
        guard case .everything = LDAPKey.Reach(of: key), !LDAPKey.isWildcard(key) else {
            return LDAPKey.wildcards
        }
        let encoded = LDAPKey.hidesCapitals(schema) ? LDAPKey.encoded(key) : []
        return [key] + encoded + LDAPKey.wildcards
    }
}
