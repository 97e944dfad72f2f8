import LDAPEntries

/// Numbers the entries of a search, and recognises an entry that arrives again.
///
/// An entry arrives again when it is changed or moved during a paged search, and when a proxy or a glued database
/// repeats what it holds. It is known by its stable id, even below another DN, or else by its DN.
struct KnownEntries: Sendable {
    /// What is known about an entry that arrived.
    enum Arrival {
        /// The first time.
        case new(Int)
        /// Once more.
        case again(Int)
        /// Another entry at the DN of an earlier one, which was removed or moved away during the search.
        case replacing(Int)
    }

    private var numbersByID: [String: Int] = [:]
    private var numbersByDN: [String: Int] = [:]
    private var entries: [Entry] = []

    private struct Entry {
        var dn: String
        var hasID: Bool
    }

    /// Recognises an entry, and remembers it.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - attribute: The attribute with its stable id.
    /// - Returns: Its number, counted from zero in the order of first arrival.
    mutating func recognise(_ entry: LDAPEntry, by attribute: String) -> Arrival {
        let dn = DistinguishedName.compared(entry.dn)
        let id = StableID.text(of: entry, in: attribute)
        if let number = id.flatMap({ numbersByID[$0] }) {
            move(number, to: dn)
            return .again(number)
        }
        let namesake = numbersByDN[dn]
        let number = namesake ?? entries.count
        if let id { numbersByID[id] = number }
        guard namesake != nil else {
            numbersByDN[dn] = number
            entries.append(Entry(dn: dn, hasID: id != nil))
            return .new(number)
        }
        let isOther = id != nil && entries[number].hasID
        if id != nil { entries[number].hasID = true }
        return isOther ? .replacing(number) : .again(number)
    }

    /// Frees the old DN of an entry that was moved, for another one may take it.
    private mutating func move(_ number: Int, to dn: String) {
        guard entries[number].dn != dn else { return }
        if numbersByDN[entries[number].dn] == number { numbersByDN[entries[number].dn] = nil }
        numbersByDN[dn] = number
        entries[number].dn = dn
    }
}
