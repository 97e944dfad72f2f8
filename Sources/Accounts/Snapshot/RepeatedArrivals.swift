import LDAPEntries
import SourceText

/// The arrivals that are an entry which arrived before.
struct RepeatedArrivals {
    /// The first arrival of the entry, by every arrival of an entry that arrived several times.
    private var entries: [Int: Int] = [:]
    /// The latest arrival of such an entry, by its first one.
    private var latest: [Int: Int] = [:]
    /// The latest arrival of an entry that arrived with different values, by its first one.
    private var changedEntries: [Int: Int] = [:]

    init(in arrivals: Arrivals) {
        var known = KnownEntries()
        for number in Self.candidates(in: arrivals.table) {
            let (dn, id) = (arrivals.table.dn(number), arrivals.table.stableID(number))
            switch known.recognise(number, dn: dn, id: id) {
            case .new:
                entries[number] = number
                latest[number] = number
            case .again(let first):
                entries[number] = first
                let isSame = arrivals.haveSameValues(latest[first] ?? first, number)
                if !isSame || changedEntries[first] != nil { changedEntries[first] = number }
                latest[first] = number
            case .replacing(let first):
                entries[number] = first
                changedEntries[first] = number
                latest[first] = number
            }
        }
    }

    /// The number of the entry of an arrival: that of its first arrival.
    func entry(of arrival: Int) -> Int { entries[arrival] ?? arrival }

    /// The arrival whose values are in force.
    func latestArrival(of entry: Int) -> Int { latest[entry] ?? entry }

    /// Whether an arrival does not count, because the entry arrived again or was changed.
    func isSuperseded(_ arrival: Int) -> Bool {
        guard let entry = entries[arrival] else { return false }
        return changedEntries[entry] != nil || latest[entry] != arrival
    }

    /// All arrivals of the entries that arrived with different values.
    var arrivalsOfChanged: [Int] { entries.filter { changedEntries[$0.value] != nil }.map(\.key) }

    /// The latest arrivals of the entries that arrived with different values.
    var changed: [Int] { Array(changedEntries.values) }

    /// The arrivals that may share their stable id or their DN with another one, in order.
    private static func candidates(in table: EntryTable) -> [Int] {
        var ids = CandidateGroups(capacity: table.count)
        var names = CandidateGroups(capacity: table.count)
        let parents = table.parentNames.map { KeyHash(of: DistinguishedName.compared($0).utf8) }
        for number in 0..<table.count {
            let id = table.idBytes(number)
            if !id.isEmpty { ids.add(KeyHash(of: id), of: number) }
            var name = parents[Int(table.parent(number))]
            let rdn = table.rdn(number)
            if isPlain(rdn) {
                for byte in rdn { name.combine(byte.asciiLowercased) }
            } else {
                name.combine(DistinguishedName.compared(String(decoding: rdn, as: UTF8.self)).utf8)
            }
            names.add(name, of: number)
        }
        return Set((ids.groups() + names.groups()).joined()).sorted()
    }

    /// Whether a component of a DN is compared as it is written, except for case.
    ///
    /// The attributes that have several names have none of up to four letters but their own.
    private static func isPlain(_ rdn: ArraySlice<UInt8>) -> Bool {
        guard let equals = rdn.firstIndex(of: UInt8(ascii: "=")), equals - rdn.startIndex <= 4 else {
            return false
        }
        let value = rdn[(equals + 1)...]
        return rdn[..<equals].allSatisfy(\.isASCIIAlphanumeric)
            && value.allSatisfy { $0.isASCIIAlphanumeric || ".-_@=".utf8.contains($0) }
    }
}
