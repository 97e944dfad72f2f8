import MountMaps
import Testing

@testable import AutomountResolver

// daemon/direct.c: mount_autofs_direct; daemon/master.c: master_mount_mounts
@Suite struct NullEntriesTests {
    /// A line `-null`, and the number of the line in the master map.
    typealias Null = (path: String, order: Int)

    /// What automount comes to when it starts.
    enum Step: Sendable, CustomStringConvertible {
        /// A key of the direct map whose line has a number.
        case key(String, of: Int)
        /// A mount point of an indirect map.
        case mountPoint(String)

        var description: String {
            switch self {
            case .key(let key, let order): "\(key) of line \(order)"
            case .mountPoint(let path): "mount point \(path)"
            }
        }
    }

    private static let sequences: [Row<(nulls: [Null], steps: [Step]), [Bool]>] = [
        // start-n1
        Row("a key of a later line is cancelled", ([("/data", 2)], [.key("/data", of: 3)]), [true]),
        // start-n3
        Row(
            "the last of two null entries counts",
            ([("/data", 1), ("/data", 3)], [.key("/data", of: 2)]),
            [false]
        ),
        // start-n9
        Row(
            "one after the line takes back one before",
            ([("/data", 2), ("/data", 4)], [.key("/data", of: 3)]),
            [false]
        ),
        // start-n2
        Row("another key is not cancelled", ([("/data", 2)], [.key("/opt/x", of: 1)]), [false]),
        // lib/cache.c: cache_partial_match; start-n4
        Row(
            "a key that is mounted removes the null entry of a key below it",
            ([("/data/x", 1)], [.key("/data", of: 2), .key("/data/x", of: 2)]),
            [false, false]
        ),
        // start-n10
        Row(
            "it removes one alone, the first by the place in the table",
            (
                [("/data/a", 1), ("/data/b", 2)],
                [.key("/data", of: 3), .key("/data/a", of: 3), .key("/data/b", of: 3)]
            ),
            [false, true, false]
        ),
        // start-n5
        Row(
            "a mount point removes the null entry of a key below it",
            ([("/data/x", 1)], [.mountPoint("/data"), .key("/data/x", of: 3)]),
            [false]
        ),
        // start-n6
        Row(
            "it does so for a null entry of a later line",
            ([("/data/x", 2)], [.mountPoint("/data"), .key("/data/x", of: 3)]),
            [false]
        ),
    ]

    @Test(arguments: sequences) func `null entries cancel keys of direct maps`(
        row: Row<(nulls: [Null], steps: [Step]), [Bool]>
    ) {
        var nulls = NullEntries(row.input.nulls.map { (bytes($0.path), $0.order) })
        var cancelled: [Bool] = []
        for step in row.input.steps {
            switch step {
            case .key(let key, let order): cancelled.append(nulls.cancels(bytes(key), of: order))
            case .mountPoint(let path): nulls.pass(bytes(path))
            }
        }
        #expect(cancelled == row.output, row.comment)
    }

    // lib/parse_subs.c: starts_with_null_opt
    private static let values: [Row<String, Bool>] = [
        // later-null-entry-020
        Row("-null alone takes the key out", "-null", true),
        // later-null-entry-021
        Row("a comma may follow", "-null,", true),
        // later-null-entry-022
        Row("other options may follow", "-null,ro", true),
        // later-null-entry-023
        Row("a location may follow", "-null server:/a", true),
        // later-null-entry-024
        Row("a letter makes it another option", "-nullx", false),
        Row("a tab does not end the word", "-null\tserver:/a", false),
        Row("another option before it hides it", "-ro,null", false),
    ]

    @Test(arguments: values) func `an entry -null is told by its beginning`(row: Row<String, Bool>) {
        #expect(NullEntrySearch.isNull(bytes(row.input)) == row.output, row.comment)
    }
}
