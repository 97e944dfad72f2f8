import LDAPEntries
import SourceText

/// Numbers the entries of a search, and recognises an entry that arrives again.
///
/// An entry arrives again when it is changed or moved during a paged search, and when a proxy or a glued database
/// repeats what it holds. It is known by its entryUUID (RFC 4530), even below another DN, or else by its DN.
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

    private var numbersByUUID: [[UInt8]: Int] = [:]
    private var numbersByDN: [String: Int] = [:]
    private var entries: [Entry] = []

    private struct Entry {
        var dn: String
        var hasUUID: Bool
    }

    /// Recognises an entry, and remembers it.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - attribute: The attribute with its identity.
    /// - Returns: Its number, counted from zero in the order of first arrival.
    mutating func recognise(_ entry: LDAPEntry, by attribute: String) -> Arrival {
        let dn = DistinguishedName.compared(entry.dn)
        let uuid = Self.identity(entry.values(of: attribute))
        if let number = uuid.flatMap({ numbersByUUID[$0] }) {
            move(number, to: dn)
            return .again(number)
        }
        let namesake = numbersByDN[dn]
        let number = namesake ?? entries.count
        if let uuid { numbersByUUID[uuid] = number }
        guard namesake != nil else {
            numbersByDN[dn] = number
            entries.append(Entry(dn: dn, hasUUID: uuid != nil))
            return .new(number)
        }
        let isOther = uuid != nil && entries[number].hasUUID
        if uuid != nil { entries[number].hasUUID = true }
        return isOther ? .replacing(number) : .again(number)
    }

    /// Frees the old DN of an entry that was moved, for another one may take it.
    private mutating func move(_ number: Int, to dn: String) {
        guard entries[number].dn != dn else { return }
        if numbersByDN[entries[number].dn] == number { numbersByDN[entries[number].dn] = nil }
        numbersByDN[dn] = number
        entries[number].dn = dn
    }

    /// The identity in a form for comparison; nil unless there is exactly one.
    ///
    /// A UUID as text may be written in either case. Anything else, such as objectGUID, is compared byte by byte.
    private static func identity(_ values: [[UInt8]]) -> [UInt8]? {
        guard values.count == 1, let value = values.first, !value.isEmpty else { return nil }
        let isText =
            value.count == 36 && value.allSatisfy { $0.hexDigitValue != nil || $0 == UInt8(ascii: "-") }
        return isText ? value.asciiLowercased : value
    }
}
