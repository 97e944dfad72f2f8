import LDAPEntries
import MountMaps

/// What the entries of a map in a directory come to.
struct LDAPKeys {
    /// An entry's key as automount reads it.
    private enum Key {
        case wildcard
        case name([UInt8])
    }

    let schema: LDAPMapSchema
    let isDirect: Bool

    /// The entry for a name among those that a search for it gave; of several with one key the first holds.
    ///
    /// An entry whose several keys are all spelt with percent signs ends the search without a result.
    func entry(for name: [UInt8], among entries: [LDAPMapEntry]) -> FoundEntry? {
        var wildcard: FoundEntry?
        var exact: FoundEntry?
        var isEnded = false
        for entry in entries where !entry.keys.isEmpty {
            // The search matched one of the keys, so an entry with several stands for the name.
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

    /// The names in a map of which all entries are known, in order, each with its entry.
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

    /// The key of an entry; of several the first without a percent sign, nil where there is none.
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

    /// The values of an entry become one text, with blanks between them.
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
