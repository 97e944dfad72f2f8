import LDAPEntries
import SourceText

/// The entries that a search returned, numbered as they arrived, in about a tenth of the memory of separate values.
///
/// A refused entry has only its DN and its stable id.
struct EntryTable: Sendable {
    private struct Row {
        let texts: TextArena.Location
        let rdnLength: UInt32
        /// The DN after its first component and the comma.
        let parent: UInt32
        /// The home before its last component and the slash.
        let homeParent: UInt32
        let uidNumber: UInt32
        let gidNumber: UInt32
        let idLength: UInt8
        let nameLength: UInt8
        let homeLength: UInt8
        let state: AccountState
    }

    private var texts = TextArena()
    private var rows: [Row] = []
    private var parents = Interner()
    private var homeParents = Interner()

    var count: Int { rows.count }

    /// Adds an entry that the rules accepted.
    mutating func append(_ entry: AcceptedEntry) {
        let rdn = Self.firstComponent(of: entry.dn)
        let location = texts.reserve(
            rdn.count + entry.stableID.count + entry.name.count + entry.homeName.count
        )
        texts.append(rdn)
        texts.append(entry.stableID)
        texts.append(entry.name)
        texts.append(entry.homeName)
        rows.append(
            Row(
                texts: location,
                rdnLength: UInt32(rdn.count),
                parent: parents.number(of: entry.dn[rdn.endIndex...]),
                homeParent: homeParents.number(of: entry.homeParent),
                uidNumber: entry.uidNumber,
                gidNumber: entry.gidNumber,
                idLength: UInt8(entry.stableID.count),
                nameLength: UInt8(entry.name.count),
                homeLength: UInt8(entry.homeName.count),
                state: entry.state
            )
        )
    }

    /// Adds an entry that the rules refused.
    mutating func append(refused dn: ArraySlice<UInt8>, stableID: ArraySlice<UInt8>) {
        append(
            AcceptedEntry(
                dn: dn,
                stableID: stableID,
                name: [],
                homeParent: [],
                homeName: [],
                uidNumber: 0,
                gidNumber: 0,
                state: .active
            )
        )
    }

    /// The DN up to the first comma that separates components.
    private static func firstComponent(of dn: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var isEscaped = false
        for (index, byte) in zip(dn.indices, dn) {
            if byte == UInt8(ascii: ","), !isEscaped { return dn[..<index] }
            isEscaped = byte == .backslash && !isEscaped
        }
        return dn
    }
}

extension EntryTable {
    /// The account with a number, which must be one that was accepted.
    func account(_ number: Int) -> Account {
        let row = rows[number]
        return Account(
            dn: dn(number),
            stableID: stableID(number),
            name: String(decoding: name(number), as: UTF8.self),
            uidNumber: row.uidNumber,
            gidNumber: row.gidNumber,
            homeDirectory: home(number),
            state: row.state
        )
    }

    func dn(_ number: Int) -> String {
        String(decoding: rdn(number), as: UTF8.self) + parents[rows[number].parent]
    }

    func stableID(_ number: Int) -> String? {
        let bytes = idBytes(number)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    func home(_ number: Int) -> String {
        let row = rows[number]
        return homeParents[row.homeParent] + "/" + String(decoding: homeName(number), as: UTF8.self)
    }

    func uidNumber(_ number: Int) -> UInt32 { rows[number].uidNumber }

    func name(_ number: Int) -> ArraySlice<UInt8> {
        let row = rows[number]
        return text(row, after: Int(row.rdnLength) + Int(row.idLength), count: Int(row.nameLength))
    }

    func homeName(_ number: Int) -> ArraySlice<UInt8> {
        let row = rows[number]
        let start = Int(row.rdnLength) + Int(row.idLength) + Int(row.nameLength)
        return text(row, after: start, count: Int(row.homeLength))
    }

    /// The number of the home's parent directory: homes with the same parent have the same one.
    func homeParent(_ number: Int) -> UInt32 { rows[number].homeParent }

    /// The different parents of homes, by their numbers.
    var homeParentNames: [String] { homeParents.texts }

    func rdn(_ number: Int) -> ArraySlice<UInt8> {
        text(rows[number], after: 0, count: Int(rows[number].rdnLength))
    }

    /// The number of the rest of the DN.
    func parent(_ number: Int) -> UInt32 { rows[number].parent }

    /// The different rests of DNs, by their numbers.
    var parentNames: [String] { parents.texts }

    func idBytes(_ number: Int) -> ArraySlice<UInt8> {
        let row = rows[number]
        return text(row, after: Int(row.rdnLength), count: Int(row.idLength))
    }

    private func text(_ row: Row, after start: Int, count: Int) -> ArraySlice<UInt8> {
        texts.bytes(at: row.texts.advanced(by: start), count: count)
    }
}
