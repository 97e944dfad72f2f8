import Accounts
import LDAPEntries
import RandomTestSupport

/// The laws for the selection of accounts from the entries of a search.
///
/// The first byte of an input selects the rules. Each line after it is an entry, whose fields are separated by tabs, and
/// the values of a field by bars.
enum AccountTarget {
    private static let attributes = [
        "uid", "uidNumber", "gidNumber", "homeDirectory", "entryUUID", "nfsServer",
    ]
    /// Comparing all orders of more entries shows nothing new.
    private static let mostEntries = 24

    private struct Mode {
        let bits: UInt8

        /// Whether entries may have the same DN or the same stable id, as if they arrived several times.
        var repeatsEntries: Bool { bits & 1 != 0 }

        var rules: AccountRules {
            AccountRules(
                prefix: "/home",
                uidNumbers: 1_000...60_000,
                fallbackHome: bits & 2 != 0 ? try? HomeTemplate("/home/%u", prefix: "/home") : nil,
                placement: bits & 4 != 0 ? Placement(attribute: "nfsServer", names: ["nfs1"]) : nil
            )
        }

        var members: GroupMembers? {
            guard bits & 8 != 0 else { return nil }
            var members = GroupMembers()
            members.add(
                LDAPEntry(
                    dn: "cn=staff",
                    attributes: ["gidNumber": [Array("500".utf8)], "memberUid": [Array("ann".utf8)]]
                )
            )
            return members
        }
    }

    static func check(_ bytes: [UInt8]) {
        let mode = Mode(bits: bytes.first ?? 0)
        let lines = bytes.dropFirst().split(separator: 0x0A).prefix(mostEntries)
        var ids: Set<[UInt8]> = []
        let entries = lines.enumerated().map { number, line in
            entry(line, mode.repeatsEntries ? nil : number, &ids)
        }
        let result = selection(of: entries, mode)
        checkServed(result)
        if mode.repeatsEntries {
            let twice = selection(of: entries.flatMap { [$0, $0] }, mode)
            require(twice == result, "an entry that arrives once more at once makes no difference")
            return
        }
        checkPlaces(of: entries, in: result)
        var random = SeededGenerator(seed: bytes.reduce(0) { $0 &* 31 &+ UInt64($1) })
        for order in [entries.reversed(), entries.shuffled(using: &random)] {
            require(selection(of: order, mode) == result, "the order of the entries makes no difference")
        }
    }

    private static func selection(of entries: [LDAPEntry], _ mode: Mode) -> AccountSnapshot {
        var selection = AccountSelection(rules: mode.rules, at: 0, among: mode.members)
        for entry in entries { selection.add(entry) }
        return selection.result()
    }

    /// Makes an entry; with a number, one whose DN and stable id no other entry has.
    private static func entry(_ line: ArraySlice<UInt8>, _ number: Int?, _ ids: inout Set<[UInt8]>)
        -> LDAPEntry
    {
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        let dn = Array(fields.first ?? []) + Array((number.map { ",ou=\($0),dc=x" } ?? "").utf8)
        var entry = dn.withUnsafeBytes { LDAPEntry(dn: $0) }
        for (attribute, values) in zip(attributes, fields.dropFirst()) {
            for value in values.split(separator: UInt8(ascii: "|")) {
                if number != nil, attribute == "entryUUID", !ids.insert(value.map { $0 | 0x20 }).inserted {
                    continue
                }
                Array(attribute.utf8).withUnsafeBytes { name in
                    value.withUnsafeBytes { entry.add($0, to: name) }
                }
            }
        }
        return entry
    }

    /// Checks that no two accounts could take each other's place.
    private static func checkServed(_ result: AccountSnapshot) {
        let all = [result.accounts, result.elsewhere, result.outOfScope].flatMap(Array.init)
        for values in [
            all.map { "\($0.uidNumber)" }, all.map { $0.name.lowercased() }, all.map(\.homeDirectory),
        ] {
            require(Set(values).count == all.count, "no two accounts share a number, a name or a home")
        }
        for account in all {
            require(account.homeDirectory == "/home/\(account.homeName)", "a home is below the prefix")
            let isPlain = account.homeName.utf8.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/")
            }
            require(isPlain && !account.homeName.hasPrefix("."), "the name of a home is plain")
        }
    }

    /// Checks that each entry is in exactly one place; a refused one may be in conflicts besides.
    private static func checkPlaces(of entries: [LDAPEntry], in result: AccountSnapshot) {
        let refused = result.refused.map(\.dn)
        let disputed = Set(result.conflicts.flatMap(\.dns)).subtracting(refused)
        let served = [result.accounts, result.elsewhere, result.outOfScope].flatMap { $0.map(\.dn) }
        let places = served + refused + disputed
        require(places.sorted() == entries.map(\.dn).sorted(), "every entry is in exactly one place")
    }

    /// The initial inputs of the fuzzer.
    static let seeds: [[UInt8]] = (0..<16).map { mode in
        let lines = """
            uid=ann\tann\t1001\t500\t/home/ann\t5f0f3d5e-0000-103d-8000-0000000000aa\tnfs1
            uid=bob\tbob|Bob\t1002\t100\t/home/bob\t5f0f3d5e-0000-103d-8000-0000000000bb\tnfs2:/srv
            uid=eve\tann\t01002\t100\t/srv/eve\t\t
            uid=bob\tbob|Bob\t1002\t100\t/home/bob\t5f0f3d5e-0000-103d-8000-0000000000bb\tnfs2:/srv
            cn=a\\,b+uid=x\tjoe\tnone\t0\thome\tX|Y\tnfs1
            """
        return [UInt8(mode)] + Array(lines.utf8)
    }
}
