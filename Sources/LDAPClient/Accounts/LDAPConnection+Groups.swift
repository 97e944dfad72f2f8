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

    private static let groupClasses = [
        "posixGroup", "groupOfNames", "groupOfUniqueNames", "groupOfMembers", "group",
    ]
    .map { "(objectClass=\($0))" }.joined()

    /// Reads the rest of a list of which Active Directory returns only a part at a time (MS-ADTS section 3.1.1.3.1.3.3).
    private func addRanges(of group: LDAPEntry, to members: inout GroupMembers) throws(LDAPError) {
        var part = group
        while let range = part.descriptions.first(where: { $0.hasPrefix("member;range=") }) {
            let values = part.values(of: range)
            members.add(dns: values)
            guard let end = range.split(separator: "-").last, end != "*" else { return }
            guard let last = UInt64(end), !values.isEmpty, last < UInt64.max,
                let next = try entry(at: group.dn, attributes: ["member;range=\(last + 1)-*"])
            else {
                throw LDAPError(
                    .incomplete,
                    "\(uri ?? "the server") does not return all members of \(printable(group.dn, limit: 500))"
                )
            }
            part = next
        }
    }
}
