public import Accounts
import LDAPEntries
import SourceText

/// Reads all accounts from the text of an LDIF file, such as a backup, instead of a server.
///
/// It searches the file as a server would be searched: below the same bases, with the same scope, and for the users of
/// the configured product. It shows what the file has, and not what the configured bind may read.
public struct LDIFAccounts: Sendable {
    private let search: AccountSearch
    private let rules: AccountRules
    private let profile: ProviderProfile
    private let bases: [LDIFBase]

    /// Prepares a search.
    ///
    /// - Parameters:
    ///   - search: Where and how to search; a product that it does not name is an unknown one, for nothing can be asked.
    ///   - rules: The rules that turn entries into accounts; their attributes are completed by the profile.
    /// - Throws: ``LDAPError`` if the search has a filter of its own.
    public init(_ search: AccountSearch, by rules: AccountRules) throws(LDAPError) {
        let profile = ProviderProfile(search.provider ?? .other)
        guard search.filter ?? profile.userFilter == profile.userFilter else {
            throw LDAPError(
                .badRequest,
                "[directory.users] has a filter of its own, which only a server can apply, because it knows the schema: "
                    + "remove filter to read \(profile.userFilter) from the file, or load the file into a server"
            )
        }
        self.search = search
        self.rules = rules
        self.profile = profile
        bases = search.bases.map { LDIFBase($0, search.scope) }
    }

    /// Reads all accounts.
    ///
    /// - Parameters:
    ///   - text: The text of the file.
    ///   - time: The time at which accounts must be in use, in seconds since 1970-01-01 UTC.
    /// - Returns: The accounts, with an objection to removals.
    /// - Throws: `LDIFError` if the text is not LDIF with entries, or has an entry twice; ``LDAPError`` if it lacks a base
    ///   or a group, or refers to other servers.
    public func accounts(in text: [UInt8], at time: Int) throws -> AccountSnapshot {
        var rules = rules
        rules.attributes = search.attributes.completed(by: profile.attributes)
        var selection = AccountSelection(rules: rules, at: time, among: try members(in: text))
        let attributes = Set((rules.attributesRead + profile.stateAttributes).map { $0.lowercased() })
        var lines: [String: Int] = [:]
        var seen: Set<LDIFBase> = []
        var reference: String?
        try LDIFReader().read(text) { entry, line throws(LDIFError) in
            let name = DistinguishedName.comparedComponents(entry.dn)
            if let first = lines.updateValue(line, forKey: name.joined(separator: ",")) {
                throw Self.repeated(entry.dn, line, first)
            }
            seen.formUnion(bases.filter { $0.isAbove(name) })
            guard bases.contains(where: { $0.finds(name) }) else { return }
            if entry.has(objectClass: "referral") {
                if !ignores(entry) { reference = reference ?? entry.dn }
            } else if profile.isUser(entry) {
                selection.add(LDAPEntry(entry, keeping: attributes))
            }
        }
        if let missing = bases.first(where: { !seen.contains($0) }) {
            throw LDAPError(
                .noSuchBase,
                "it has no entry at or below \(printable(missing.text, limit: 500)); correct the base in "
                    + "[directory] or [directory.users], or take a file of the whole directory"
            )
        }
        if let reference {
            throw LDAPError(
                .incomplete,
                "its entry \(printable(reference, limit: 500)) refers to other servers, which may have further users; name "
                    + "it in ignore_references of [directory.users] if you know that they have none"
            )
        }
        var snapshot = selection.result()
        snapshot.removalObjection = "an LDIF file may be older than the directory"
        return snapshot
    }

    private func ignores(_ entry: LDIFEntry) -> Bool {
        let uris = entry.values(of: "ref").map { String(decoding: $0, as: UTF8.self) }
        return search.requests(for: profile, reading: []).contains { $0.ignores(reference: uris) }
    }

    private static func repeated(_ dn: String, _ line: Int, _ first: Int) -> LDIFError {
        LDIFError(
            .syntax,
            line: line,
            "the entry \(printable(dn, limit: 200)) is in the file twice, first in line \(first); it is unknown which "
                + "of them is in force"
        )
    }

    /// The members of the groups that the search names; nil if it names none.
    private func members(in text: [UInt8]) throws -> GroupMembers? {
        guard let groups = search.groups else { return nil }
        let base = LDIFBase(search.groupBase, .subtree)
        let wanted = Set(groups.map { $0.lowercased() })
        var found: [String: [LDAPEntry]] = [:]
        try LDIFReader().read(text) { entry, _ throws(LDIFError) in
            let names = Set(entry.values(of: "cn").map { String(decoding: $0, as: UTF8.self).lowercased() })
            guard !wanted.isDisjoint(with: names), GroupMembers.objectClasses.contains(where: entry.has),
                base.finds(DistinguishedName.comparedComponents(entry.dn))
            else { return }
            let group = LDAPEntry(entry, keeping: Set(GroupMembers.attributes.map { $0.lowercased() }))
            for name in names { found[name, default: []].append(group) }
        }
        var members = GroupMembers()
        for name in groups { members.add(try only(found[name.lowercased()] ?? [], named: name)) }
        return members
    }

    /// The only group of a name.
    ///
    /// It has all its members: the part of a list that Active Directory returns, such as `member;range=0-1499`, is not
    /// LDIF.
    private func only(_ groups: [LDAPEntry], named name: String) throws(LDAPError) -> LDAPEntry {
        guard let group = groups.first, groups.count == 1 else {
            let what = groups.isEmpty ? "no group" : "\(groups.count) groups"
            throw LDAPError(
                .noSuchBase,
                "it has \(what) \(printable(name)) below \(printable(search.groupBase, limit: 500)); correct member_of or "
                    + "the base of [directory.groups], or take a file that has the groups too"
            )
        }
        return group
    }
}

/// An entry below which a file is searched.
private struct LDIFBase: Hashable {
    /// The name as configured.
    let text: String
    private let name: [String]
    private let scope: SearchRequest.Scope

    init(_ text: String, _ scope: SearchRequest.Scope) {
        self.text = text
        self.scope = scope
        name = DistinguishedName.comparedComponents(text)
    }

    /// Whether a name is that of the base or of an entry below it.
    func isAbove(_ other: [String]) -> Bool { other.suffix(name.count) == name[...] }

    /// Whether a search finds an entry.
    func finds(_ other: [String]) -> Bool {
        guard isAbove(other) else { return false }
        switch scope {
        case .base: return other.count == name.count
        case .oneLevel: return other.count == name.count + 1
        case .subtree: return true
        }
    }
}
