public import LDAPEntries
import MountMaps
import SourceText

/// How keys of maps in LDAP are searched for and read.
///
/// The rules:
/// 1. `/` and `*` are both the wildcard (`modules/lookup_ldap.c: lookup_one`; cases ldap-003, ldap-004).
/// 2. The name goes into the filter without escaping. A parenthesis makes the filter invalid, so nothing is found. A
///    backslash before two hexadecimal digits names another key, so only the wildcard is found; before anything else it
///    makes the filter invalid (`modules/lookup_ldap.c: lookup_one`; cases directory-x-paren, directory-x-paren2,
///    directory-x-bs, directory-x-bs2, directory-x-bs4, ldap-017).
/// 3. Percent signs have a meaning only in entries of the class nisObject, whose key attribute ignores
///    case (`modules/lookup_ldap.c: lookup_one`; cases ldap-012, ldap-013, ldap-049, ldap-050).
/// 4. There, a name is also searched for as `%A` for each capital, and as `%[ABC]` for a run of capitals
///    (`modules/lookup_ldap.c: encode_percent_hack`; cases directory-x-pct2, directory-x-pct6).
/// 5. Keys are decoded the same way. A key of which nothing would be left stays as it is
///    (`modules/lookup_ldap.c: decode_percent_hack`; cases directory-x-pct, directory-x-pct3, directory-x-pct4,
///    directory-x-pct5).
/// 6. Keys lose quotes and backslashes, and several slashes become one. An indirect key must not contain a slash, and a
///    direct one must begin with one (`lib/parse_subs.c: sanitize_path`; cases directory-x-quoted, directory-x-quoted2,
///    directory-x-slashkey).
enum LDAPKey {
    /// The keys that match every name.
    static let wildcards: [[UInt8]] = [[MapByte.slash], [MapByte.star]]
    private static let percent = UInt8(ascii: "%")

    /// The keys that a search for a name can find.
    enum FilterMatches {
        /// The key and the wildcard.
        case keyAndWildcard
        /// Only the wildcard: the filter names another key.
        case wildcardOnly
        /// Nothing: the filter is invalid.
        case nothing

        init(of name: [UInt8]) {
            self = .keyAndWildcard
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
                    self = .wildcardOnly
                default: break
                }
            }
        }
    }

    static func isWildcard(_ key: [UInt8]) -> Bool { wildcards.contains(key) }

    /// Whether keys hide capitals behind percent signs, because their attribute ignores case.
    static func hidesCapitals(_ schema: LDAPMapSchema) -> Bool {
        schema.entryObjectClass.lowercased() == "nisobject"
    }

    /// The other spellings of a name: `%A` for each capital, and `%[ABC]` for a run of capitals.
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

    /// The name without percent signs; the key itself if nothing would be left.
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

    /// The name of a key, without quotes and backslashes; nil if automount ignores the key
    /// (`lib/parse_subs.c: sanitize_path`).
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
    /// The values of the entry attribute that may match the key.
    ///
    /// - Parameter schema: The schema by which the map was found.
    /// - Returns: The key, its other spellings and the wildcards; nil to ask for all entries.
    public func keyValues(in schema: LDAPMapSchema) -> [[UInt8]]? {
        guard let key else { return nil }
        guard case .keyAndWildcard = LDAPKey.FilterMatches(of: key), !LDAPKey.isWildcard(key) else {
            return LDAPKey.wildcards
        }
        let encoded = LDAPKey.hidesCapitals(schema) ? LDAPKey.encoded(key) : []
        return [key] + encoded + LDAPKey.wildcards
    }
}
