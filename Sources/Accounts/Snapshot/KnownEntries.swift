import LDAPEntries

/// Recognises an entry that arrives again.
///
/// An entry arrives again when it is changed or moved during a paged search, and when a proxy or a glued database
/// repeats what it holds. It is known by its stable id, even below another DN, or else by its DN.
struct KnownEntries {
    /// What is known about an entry that arrived.
    enum Arrival {
        /// The first time.
        case new
        /// Once more; with the number of the first arrival.
        case again(Int)
        /// Another entry at the DN of an earlier one, which was removed or moved away during the search.
        case replacing(Int)
    }

    private var numbersByID: [String: Int] = [:]
    private var numbersByDN: [String: Int] = [:]
    private var entries: [Int: Entry] = [:]

    private struct Entry {
        var dn: String
        var hasID: Bool
    }

    /// Recognises an entry, and remembers it.
    ///
    /// - Parameters:
    ///   - number: The number of the arrival.
    ///   - dn: The DN of the entry.
    ///   - id: Its stable id.
    /// - Returns: What is known about it.
    mutating func recognise(_ number: Int, dn: String, id: String?) -> Arrival {
        let dn = DistinguishedName.compared(dn)
        if let known = id.flatMap({ numbersByID[$0] }) {
            move(known, to: dn)
            return .again(known)
        }
        guard let namesake = numbersByDN[dn] else {
            if let id { numbersByID[id] = number }
            numbersByDN[dn] = number
            entries[number] = Entry(dn: dn, hasID: id != nil)
            return .new
        }
        guard let id else { return .again(namesake) }
        numbersByID[id] = namesake
        let isOther = entries[namesake]?.hasID == true
        entries[namesake]?.hasID = true
        return isOther ? .replacing(namesake) : .again(namesake)
    }

    /// Frees the old DN of an entry that was moved, for another one may take it.
    private mutating func move(_ number: Int, to dn: String) {
        guard let old = entries[number]?.dn, old != dn else { return }
        if numbersByDN[old] == number { numbersByDN[old] = nil }
        numbersByDN[dn] = number
        entries[number]?.dn = dn
    }
}
