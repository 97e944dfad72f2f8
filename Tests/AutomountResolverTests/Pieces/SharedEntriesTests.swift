import MountMaps
import Testing

@testable import AutomountResolver

// lib/cache.c: cache_add, cache_update, cache_update_negative, cache_delete; modules/lookup_file.c: check_map_indirect
@Suite struct SharedEntriesTests {
    /// Something that automount does with its table; maps have numbers.
    enum Step: Sendable {
        case add(SharedEntries.Key, of: Int)
        case empty(of: Int)
        case fail(of: Int)
        case beginMultiMount
        case remove(SharedEntries.Key)
        case askWhetherFailed
    }

    // The entries of the name and those of the wildcard, each by its map: "-" marks one without a text, "!" one that
    // failed, "/" one that was begun as a multi-mount.
    private static let sequences: [Row<[Step], (named: String, wildcards: String)>] = [
        Row(
            "an entry is added for each map, in order",
            [.add(.name, of: 1), .add(.name, of: 0)],
            ("1 0", "")
        ),
        // cache-005
        Row(
            "an entry that a map has already stays as it is",
            [.add(.name, of: 0), .add(.name, of: 0)],
            ("0", "")
        ),
        Row("the wildcard is another key", [.add(.name, of: 0), .add(.wildcard, of: 0)], ("0", "0")),
        Row(
            "a map without the key empties its own first entry",
            [.add(.name, of: 0), .empty(of: 0)],
            ("0-", "")
        ),
        Row(
            "a map without the key does not empty another map's entry",
            [.add(.name, of: 1), .add(.name, of: 0), .empty(of: 0)],
            ("1 0", "")
        ),
        // rule-include-fails-004
        Row(
            "a failure takes the text of the first entry, whoever has it",
            [.add(.name, of: 1), .add(.name, of: 0), .fail(of: 0)],
            ("1-! 0", "")
        ),
        // rule-include-fails-007
        Row("a failure without an entry leaves one of the map that was asked", [.fail(of: 0)], ("0-!", "")),
        Row(
            "a failure of an entry without a text is not noted",
            [.add(.name, of: 0), .empty(of: 0), .fail(of: 0)],
            ("0-", "")
        ),
        Row("a failure leaves the wildcard alone", [.add(.wildcard, of: 0), .fail(of: 0)], ("0-!", "0")),
        // cache-002
        Row("a name that failed stays", [.add(.name, of: 0), .fail(of: 0), .askWhetherFailed], ("0-!", "")),
        Row(
            "an entry without a text is forgotten",
            [.add(.name, of: 0), .empty(of: 0), .askWhetherFailed],
            ("", "")
        ),
        // quoted-wildcard-003
        Row(
            "a key is removed with all its entries",
            [.add(.wildcard, of: 0), .add(.wildcard, of: 1), .remove(.wildcard)],
            ("", "")
        ),
        // modules/parse_sun.c: parse_mount (MAPENT_SET_ROOT); rule-multi-204, rule-multi-206
        Row(
            "an entry that was begun as a multi-mount is not removed",
            [.add(.name, of: 0), .beginMultiMount, .remove(.name)],
            ("0/", "")
        ),
        Row(
            "a multi-mount's entry is not removed after a failure",
            [.add(.name, of: 0), .beginMultiMount, .fail(of: 0), .remove(.name)],
            ("0-!/", "")
        ),
    ]

    @Test(arguments: sequences) func `maps that share a table change each other's entries`(
        row: Row<[Step], (named: String, wildcards: String)>
    ) {
        var entries = SharedEntries(name: bytes("alice"))
        for step in row.input { entries.take(step) }
        #expect(entries.shown(.name) == row.output.named, row.comment)
        #expect(entries.shown(.wildcard) == row.output.wildcards, row.comment)
    }

    // lib/cache.c: cache_lookup; wildcard-030, rule-multi-215
    @Test func `a lookup of * uses the wildcard's entries, and a failure does not mark them`() {
        var entries = SharedEntries(name: bytes("*"))
        entries.take(.add(.name, of: 0))
        entries.take(.fail(of: 0))
        #expect(entries.shown(.name) == "0")
        #expect(entries.shown(.wildcard) == "0")
    }
}

extension SharedEntries {
    fileprivate mutating func take(_ step: SharedEntriesTests.Step) {
        switch step {
        case .add(let key, let owner): add(key, of: owner, .map(file: "/etc/\(owner)", position: 0))
        case .empty(let owner): empty(of: owner)
        case .fail(let owner): fail(of: owner)
        case .beginMultiMount: beginMultiMount()
        case .remove(let key): remove(key)
        case .askWhetherFailed: _ = hasFailed()
        }
    }

    fileprivate func shown(_ key: Key) -> String {
        self[key].map { entry in
            "\(entry.owner)" + (entry.origin == nil ? "-" : "") + (entry.hasFailed ? "!" : "")
                + (entry.isMultiMount ? "/" : "")
        }.joined(separator: " ")
    }
}
