import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct PlacedOffsetTests {
    /// The offsets of an entry of `/home/alice`, and the path below that directory.
    typealias Way = (offsets: [String], path: String)

    private static let ways: [Row<Way, [String]>] = [
        // multi-mount-118
        Row("the root offset is on the way to the key", (["/"], ""), ["/"]),
        // multi-mount-006
        Row("an offset beside the path is not on its way", (["/sub"], "other"), []),
        // multi-mount-011; modules/parse_sun.c: mount_subtree
        Row(
            "outer offsets come first, wherever the entry has them",
            (["/a/b", "/a"], "a/b"),
            ["/a", "/a/b"]
        ),
        // multi-mount-015
        Row("the root comes before all", (["/a/b", "/a", "/"], "a/b"), ["/", "/a", "/a/b"]),
        // offset-dot-001; daemon/direct.c: mount_autofs_offset
        Row("an offset of a dot alone serves the key", (["/."], ""), ["/."]),
        // offset-dot-013
        Row(
            "an offset of a dot comes after the directory that it names",
            (["/.", "/"], "none"),
            ["/", "/."]
        ),
        // offset-dot-004
        Row(
            "an offset of a dot is not asked for where another fills its directory",
            (["/s", "/."], "none"),
            []
        ),
        // offset-dot-006
        Row("the offset that fills the directory is", (["/s", "/."], "s"), ["/s"]),
        // rule-offset-dots-011
        Row("the same holds for a dot further down", (["/s/t", "/s/."], "s/t"), ["/s/t"]),
        // rule-offset-dots-024
        Row("a dot inside the path means nothing", (["/sub", "/sub/./t"], "sub/t"), ["/sub", "/sub/./t"]),
        // rule-offset-dots-009
        Row("an offset that goes back serves the path that it leads to", (["/s/../t"], "t"), ["/s/../t"]),
        // rule-offset-dots-010
        Row("an offset that leads out of the key serves nothing below it", (["/s", "/../t"], "s"), ["/s"]),
        // rule-offset-dots-017
        Row(
            "with a root one over the key's directory does no harm",
            (["/", "/..", "/s"], "s"),
            ["/", "/s"]
        ),
    ]

    // lib/mounts.c: tree_mapent_traverse_subtree
    private static let waits: [Row<(offset: String, offsets: [String], path: String), Bool>] = [
        // rule-offset-dots-007
        Row(
            "one that goes back over an offset is not there before that is mounted",
            ("/s/../t", ["/", "/s", "/s/../t"], "t"),
            true
        ),
        // rule-offset-dots-008
        Row("the same without a root", ("/s/../t", ["/s", "/s/../t"], "t"), true),
        // rule-offset-dots-009
        Row("one that goes back over no offset is there", ("/s/../t", ["/s/../t"], "t"), false),
        // multi-mount-010
        Row("one that does not go back is there", ("/a/b", ["/a", "/a/b"], "a/b"), false),
    ]

    // modules/parse_sun.c: sun_mount, mount_subtree; lib/mounts.c: tree_mapent_mount_offsets_work
    private static let failures: [Row<(offset: String, options: String, offsets: [String]), Bool>] = [
        // rule-offset-fails-015
        Row("without strict the offsets below go on", ("/", "", ["/", "/s"]), true),
        // multi-mount-090
        Row("the same without a root", ("/a", "", ["/a", "/a/b"]), true),
        // multi-mount-088, multi-mount-123
        Row("with strict they do not", ("/", "strict", ["/", "/sub"]), false),
        // multi-mount-091
        Row("strict of the entry counts for each offset", ("/a", "strict", ["/a", "/a/b"]), false),
        // rule-offset-fails-016, rule-offset-fails-017
        Row("all is lost where the last offset lies below another", ("/", "", ["/", "/s", "/s/t"]), false),
        // rule-offset-fails-018
        Row("it is not where the last lies beside", ("/", "", ["/", "/a", "/a/b", "/c"]), true),
        // rule-offset-dots-020, rule-offset-dots-022
        Row("which lies below another is decided by the text", ("/", "", ["/", "/sub", "/sub/../t"]), false),
        // modules/mount_afs.c: mount_mount; rule-offset-afs-003
        Row("afs fails strictly without strict", ("/", "fstype=afs", ["/", "/t"]), false),
        // rule-offset-afs-008
        Row("afs goes on with strict", ("/", "fstype=afs,strict", ["/", "/t"]), true),
    ]

    private func names(_ path: String) -> [[UInt8]] { PathComponents(bytes(path)).components }

    @Test(arguments: ways) func `the offsets on the way to a path come outermost first`(
        row: Row<Way, [String]>
    ) throws {
        let offsets = row.input.offsets.map { Offset($0) }
        let hasRoot = row.input.offsets.contains("/")
        let placed = try PlacedOffset.placing(offsets, below: bytes("/home/alice"), hasRoot: hasRoot)
        let way = PlacedOffset.onTheWay(to: names(row.input.path), among: placed, of: offsets)
        #expect(way.map { text($0.offset.path) } == row.output, row.comment)
    }

    @Test(arguments: waits) func `an offset with dots may lie inside another`(
        row: Row<(offset: String, offsets: [String], path: String), Bool>
    ) {
        let nestings = Set(row.input.offsets.map { Offset($0).nesting })
        let waits = Offset(row.input.offset).waits(inside: nestings, onTheWayTo: names(row.input.path))
        #expect(waits == row.output, row.comment)
    }

    @Test(arguments: failures) func `the entry goes on or not where an offset fails`(
        row: Row<(offset: String, options: String, offsets: [String]), Bool>
    ) {
        let offsets = row.input.offsets.map { Offset($0) }
        let failing = Offset(row.input.offset, options: row.input.options)
        #expect(failing.mayFail(among: offsets) == row.output, row.comment)
    }
}
