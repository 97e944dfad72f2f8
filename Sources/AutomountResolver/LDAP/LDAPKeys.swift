import LDAPEntries
import MountMaps

/// The keys of a map's entries in LDAP.
///
/// The rules:
/// 1. In an entry with several keys, the first without a percent sign counts. If it is not a wildcard, the entry
///    belongs to the name that was searched for (`modules/lookup_ldap.c: lookup_one`; cases directory-x-multi1 to
///    directory-x-multi4).
/// 2. An entry whose several keys all contain percent signs ends the look-up without a result
///    (`modules/lookup_ldap.c: lookup_one`, `check_map_indirect`; case directory-x-multi5).
/// 3. Of several entries with one key the first counts, also of `*` and `/` (`lib/cache.c: cache_update`;
///    cases ldap-006, directory-x-both2, directory-x-order3).
/// 4. Keys that begin with `+`, and entries without a value, are ignored (`modules/lookup_ldap.c: do_get_entries`;
///    cases directory-x-plus, directory-x-noval).
/// 5. Several values of an entry are joined with blanks; each ends at a NUL (`modules/lookup_ldap.c: lookup_one`;
///    cases directory-x-vals, directory-x-vals2, directory-x-nul).
struct LDAPKeys {
    /// An entry's key as automount reads it.
    private enum Key {
        case wildcard
        case name([UInt8])
    }

    let schema: LDAPMapSchema
    let isDirect: Bool

    /// The entry for a name among those that a search for it found.
    func entry(for name: [UInt8], among entries: [LDAPMapEntry]) -> FoundEntry? {
        var wildcard: FoundEntry?
        var exact: FoundEntry?
        var isEnded = false
        for entry in entries where !entry.keys.isEmpty {
            // The search matched one of the keys, so an entry with several keys belongs to the name
            // (case directory-x-multi1).
            guard let key = key(of: entry, several: { _ in name }) else {
                isEnded = true
                continue
            }
            guard !entry.values.isEmpty else { continue }
            switch key {
            case .wildcard: wildcard = wildcard ?? found(entry, rule: .wildcard)
            case .name(let key):
                guard let read = self.name(of: key) else { continue }
                isEnded = false
                if read == name { exact = exact ?? found(entry, rule: .ldapEntry) }
            }
        }
        return isEnded ? nil : exact ?? wildcard
    }

    /// The names in a map whose entries are all known, in order, each with its entry.
    func names(in entries: [LDAPMapEntry]) -> [(name: [UInt8], entry: FoundEntry)] {
        var names: [(name: [UInt8], entry: FoundEntry)] = []
        var seen: Set<[UInt8]> = []
        for entry in entries where !entry.keys.isEmpty && !entry.values.isEmpty {
            guard case .name(let key) = key(of: entry, several: { $0 }), key.first != UInt8(ascii: "+"),
                let name = name(of: key), seen.insert(name).inserted
            else { continue }
            names.append((name, found(entry, rule: .ldapEntry)))
        }
        return names
    }

    /// The wildcard of a map of which all entries are known: `*` before `/`.
    func wildcard(in entries: [LDAPMapEntry]) -> FoundEntry? {
        let wildcards = entries.filter { entry in
            guard !entry.keys.isEmpty, !entry.values.isEmpty else { return false }
            if case .wildcard = key(of: entry, several: { $0 }) { return true }
            return false
        }
        let star = wildcards.first { $0.keys.contains([MapByte.star]) }
        return (star ?? wildcards.first).map { found($0, rule: .wildcard) }
    }

    /// The key of an entry; of several the first without a percent sign, nil if there is none.
    private func key(of entry: LDAPMapEntry, several: ([UInt8]) -> [UInt8]) -> Key? {
        if entry.keys.count == 1 {
            return LDAPKey.isWildcard(entry.keys[0]) ? .wildcard : .name(entry.keys[0])
        }
        guard let key = entry.keys.first(where: { !$0.contains(UInt8(ascii: "%")) }) else { return nil }
        return LDAPKey.isWildcard(key) ? .wildcard : .name(several(key))
    }

    private func name(of key: [UInt8]) -> [UInt8]? {
        let key = LDAPKey.hidesCapitals(schema) ? LDAPKey.decoded(key) : key
        return LDAPKey.name(of: key, isDirect: isDirect)
    }

    /// The entry with its values as one text, blanks between them.
    private func found(_ entry: LDAPMapEntry, rule: TraceRule) -> FoundEntry {
        FoundEntry(
            value: Array(
                entry.values.map { $0.prefix { $0 != MapByte.nul } }.joined(separator: [MapByte.space])
            ),
            rule: rule,
            file: entry.distinguishedName,
            line: nil,
            key: entry.keys.first ?? []
        )
    }
}
