public import LDAPEntries
import SourceText

/// The members of the groups whose members get homes.
///
/// A group of RFC 2307 lists login names (`memberUid`), one of RFC 2307bis and Active Directory lists DNs (`member`,
/// `uniqueMember`). The users whose primary group it is belong to it as well, without being listed. The members of a
/// group that is a member are not counted.
public struct GroupMembers: Sendable, Hashable {
    /// The attributes of a group that list its members, and its number.
    public static let attributes = ["memberUid", "member", "uniqueMember", "gidNumber"]

    /// The object classes of groups.
    public static let objectClasses = [
        "posixGroup", "groupOfNames", "groupOfUniqueNames", "groupOfMembers", "group",
    ]

    private var names: Set<String> = []
    private var dns: Set<String> = []
    private var numbers: Set<UInt32> = []

    /// Starts without a group.
    public init() {}

    /// Adds the members of a group.
    public mutating func add(_ group: LDAPEntry) {
        for name in group.values(of: "memberUid") {
            names.insert(String(decoding: name, as: UTF8.self).lowercased())
        }
        for attribute in ["member", "uniqueMember"] { add(dns: group.values(of: attribute)) }
        numbers.formUnion(group.values(of: "gidNumber").compactMap { NumberRule.number($0[...]) })
    }

    /// Adds members by their DNs.
    public mutating func add(dns values: [[UInt8]]) {
        for value in values {
            dns.insert(
                DistinguishedName.compared(String(decoding: Self.withoutUniqueness(value), as: UTF8.self))
            )
        }
    }

    /// Whether an account is a member.
    func contains(_ account: Account) -> Bool {
        numbers.contains(account.gidNumber) || names.contains(account.name.lowercased())
            || !dns.isEmpty && dns.contains(DistinguishedName.compared(account.dn))
    }

    /// A DN without the bit string that may follow it in uniqueMember, such as `#'0101'B` (RFC 4517 section 3.3.21).
    private static func withoutUniqueness(_ value: [UInt8]) -> ArraySlice<UInt8> {
        guard value.suffix(2).elementsEqual("'B".utf8),
            let hash = value.lastIndex(of: .hash), value[(hash + 1)...].first == UInt8(ascii: "'")
        else { return value[...] }
        return value[..<hash]
    }
}
