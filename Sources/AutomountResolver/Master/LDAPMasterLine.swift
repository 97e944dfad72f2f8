import LDAPEntries
import MountMaps

/// An entry of a master map in LDAP as a line.
///
/// The rules, all in `modules/lookup_ldap.c: lookup_read_master`:
/// 1. An entry has one key, or several that decode to one name, and one value (cases directory-m-multi,
///    directory-m-nis, directory-m-nis2).
/// 2. A key that begins with `+` is ignored (case directory-m-plus).
enum LDAPMasterLine {
    /// The number of bytes from which a line is ignored here.
    private static let longest = 16_384

    /// The key and the value as one line; nil if automount ignores the entry.
    static func text(of entry: LDAPMapEntry, _ schema: LDAPMapSchema) -> [UInt8]? {
        guard let key = key(of: entry, schema), key.first != UInt8(ascii: "+"), entry.values.count == 1 else {
            return nil
        }
        let text = key + [MapByte.space] + entry.values[0].prefix { $0 != MapByte.nul }
        return text.count < longest ? text : nil
    }

    /// The key; several count if they decode to one name.
    private static func key(of entry: LDAPMapEntry, _ schema: LDAPMapSchema) -> [UInt8]? {
        guard LDAPKey.hidesCapitals(schema) else {
            return entry.keys.count == 1 ? entry.keys[0] : nil
        }
        let keys = Set(entry.keys.map(LDAPKey.decoded))
        return keys.count == 1 ? keys.first : nil
    }
}
