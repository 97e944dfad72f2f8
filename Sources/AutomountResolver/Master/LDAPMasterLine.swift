import LDAPEntries
import MountMaps

/// A line of a master map that a directory holds as an entry.
enum LDAPMasterLine {
    /// The longest line that automount reads.
    private static let longest = 16_384

    /// The key and the value as one line; nil where automount ignores the entry: no key or several, an include,
    /// no value or several, or too long.
    static func text(of entry: LDAPMapEntry, _ schema: LDAPMapSchema) -> [UInt8]? {
        guard let key = key(of: entry, schema), key.first != UInt8(ascii: "+"), entry.values.count == 1 else {
            return nil
        }
        let text = key + [MapByte.space] + entry.values[0].prefix { $0 != MapByte.nul }
        return text.count < longest ? text : nil
    }

    /// The key; several hold where they are spellings of one name.
    private static func key(of entry: LDAPMapEntry, _ schema: LDAPMapSchema) -> [UInt8]? {
        guard LDAPKey.hidesCapitals(schema) else {
            return entry.keys.count == 1 ? entry.keys[0] : nil
        }
        let keys = Set(entry.keys.map(LDAPKey.decoded))
        return keys.count == 1 ? keys.first : nil
    }
}
