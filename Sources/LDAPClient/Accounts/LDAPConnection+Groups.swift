import Accounts
import LDAPEntries
import SourceText

extension LDAPConnection {
    /// The members of the groups that a search names; nil if it names none.
    func members(of search: AccountSearch) throws(LDAPError) -> GroupMembers? {
        guard let groups = search.groups else { return nil }
        return try members(of: groups, below: search.groupBase)
    }

    /// Reads the members of groups.
    ///
    /// - Parameters:
    ///   - names: The names of the groups, as in `cn`.
    ///   - base: The entry below which they are.
    /// - Returns: The members of all of them.
    /// - Throws: ``LDAPError`` if a group cannot be found, or its members cannot all be read: an empty list would look
    ///   as if all users had left.
    func members(of names: [String], below base: String) throws(LDAPError) -> GroupMembers {
        var members = GroupMembers()
        for name in names {
            let found = try entries(
                SearchRequest(
                    base: base,
                    filter: "(&(|\(Self.groupClasses))(cn=\(SearchFilter.escaped(name))))",
                    attributes: GroupMembers.attributes
                )
            )
            guard let group = found.first, found.count == 1 else {
                let what = found.isEmpty ? "no group" : "\(found.count) groups"
                throw LDAPError(
                    .noSuchBase,
                    "\(uri ?? "the server") shows \(what) \(printable(name)) below \(printable(base, limit: 500)); correct "
                        + "member_of or the base of [directory.groups], or what the bind may read"
                )
            }
            members.add(group)
            try addRanges(of: group, to: &members)
        }
        return members
    }

    private static let groupClasses = GroupMembers.objectClasses.map { "(objectClass=\($0))" }.joined()

    /// Reads the rest of a list of which Active Directory returns only a part at a time (MS-ADTS section 3.1.1.3.1.3.3).
    private func addRanges(of group: LDAPEntry, to members: inout GroupMembers) throws(LDAPError) {
        guard group.descriptions.contains(where: { $0.hasPrefix("member;range=") }) else { return }
        var part: LDAPEntry? = group
        var expected: UInt32 = 0
        // A server that repeats a part, or leaves one out, must not be asked for ever, or be believed.
        while let entry = part, let range = ValueRange(of: "member", in: entry), range.first == expected {
            members.add(dns: entry.values(of: range.description))
            guard let last = range.last else { return }
            guard last < UInt32.max else { break }
            expected = last + 1
            part = try self.entry(at: group.dn, attributes: ["member;range=\(expected)-*"])
        }
        throw LDAPError(
            .incomplete,
            "\(uri ?? "the server") does not return all members of \(printable(group.dn, limit: 500))"
        )
    }
}

/// The part of the values of an attribute that an entry has, such as `member;range=0-1499`.
private struct ValueRange {
    let description: String
    let first: UInt32
    /// The number of the last value; nil if no value follows.
    let last: UInt32?

    /// Finds the part; nil if the entry has none, or a malformed one.
    init?(of attribute: String, in entry: LDAPEntry) {
        let prefix = "\(attribute);range="
        guard let description = entry.descriptions.first(where: { $0.hasPrefix(prefix) }) else { return nil }
        let ends = description.dropFirst(prefix.utf8.count).split(separator: "-")
        guard ends.count == 2, let first = UInt32(ends[0]) else { return nil }
        let last = UInt32(ends[1])
        guard ends[1] == "*" || last.map({ $0 >= first }) == true else { return nil }
        self.description = description
        self.first = first
        self.last = last
    }
}
