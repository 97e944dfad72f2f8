import MountMaps
import Testing

@testable import AutomountResolver

// fs/autofs/root.c of the kernel: autofs_lookup, autofs_d_automount
@Suite struct PathStopTests {
    typealias Client = StartSequenceTests.Client
    /// How the walk ends, and how many components lead to the innermost file system of type autofs.
    typealias Stop = (outcome: PathStop.Outcome, depth: Int)

    private static let both = "/data auto.home\n/- auto.direct\n"
    private static let stops: [Row<(client: Client, path: String), Stop>] = [
        Row(
            "a path beside all mount points stops nowhere",
            (Client("/home auto.home\n"), "/srv/x"),
            (.nothing, 0)
        ),
        Row(
            "a name below a mount point is asked for",
            (Client("/home auto.home\n"), "/home/bob"),
            (.asksAutomount, 1)
        ),
        // key-chars-107
        Row("a mount point itself is", (Client("/home auto.home\n"), "/home"), (.asksAutomount, 1)),
        // start-m1
        Row(
            "a name in which a key is mounted is a plain directory",
            (Client(both, direct: "/data/x/y server:/b\n"), "/data/x"),
            (.directory, 1)
        ),
        // start-m2
        Row(
            "beside that key is nothing",
            (Client(both, direct: "/data/x/y server:/b\n"), "/data/x/z"),
            (.missing, 1)
        ),
        // start-m3
        Row(
            "a key in which a mount point lies is a plain directory",
            (Client("/- auto.direct\n/data/x auto.home\n", direct: "/data server:/b\n"), "/data"),
            (.directory, 1)
        ),
        // start-m4
        Row(
            "beside that mount point is nothing",
            (Client("/- auto.direct\n/data/x auto.home\n", direct: "/data server:/b\n"), "/data/z"),
            (.missing, 1)
        ),
        // start-i0
        Row(
            "a directory between two keys is a plain directory",
            (Client("/- auto.direct\n", direct: "/a server:/a\n/a/x/y server:/b\n"), "/a/x"),
            (.directory, 1)
        ),
        // start-j0
        Row(
            "beside that directory is nothing",
            (Client("/- auto.direct\n", direct: "/a server:/a\n/a/x/y server:/b\n"), "/a/z"),
            (.missing, 1)
        ),
        // start-j1
        Row(
            "a key that is mounted after the one below it hides that",
            (Client("/- auto.direct\n", direct: "/b server:/a\n/b/x/y server:/b\n"), "/b/z"),
            (.asksAutomount, 1)
        ),
        // direct-nested-032
        Row(
            "a key that is mounted before the one below it leaves that in sight",
            (Client("/- auto.direct\n", direct: "/a server:/out\n/a/y server:/in\n"), "/a/y"),
            (.asksAutomount, 2)
        ),
        // direct-nested-036
        Row(
            "a key below one that is mounted later is hidden",
            (Client("/- auto.direct\n", direct: "/b server:/out\n/b/y server:/in\n"), "/b/y"),
            (.asksAutomount, 1)
        ),
        // direct-nested-020
        Row(
            "a key of a later map lies inside that of an earlier one",
            (
                Client(
                    "/- auto.direct\n/- auto.direct2\n",
                    direct: "/a server:/a\n",
                    direct2: "/a/b server:/b\n"
                ), "/a/b"
            ),
            (.asksAutomount, 2)
        ),
        // rule-direct-inside-047
        Row(
            "a key in which another is mounted is a plain directory",
            (Client("/- auto.direct\n", direct: "/data server:/d\n/data/inc server:/i\n"), "/data"),
            (.directory, 1)
        ),
        // rule-direct-inside-048
        Row(
            "beside the inner key is nothing",
            (Client("/- auto.direct\n", direct: "/data server:/d\n/data/inc server:/i\n"), "/data/x"),
            (.missing, 1)
        ),
        // direct-dots-001
        Row(
            "what covers the root is invisible",
            (Client("/- auto.direct\n", direct: "/.. server:/x\n"), "/x"),
            (.nothing, 0)
        ),
    ]

    @Test(arguments: stops) func `the kernel stops at the first mount that waits`(
        row: Row<(client: Client, path: String), Stop>
    ) {
        let stop = PathStop(PathComponents(bytes(row.input.path)), in: row.input.client.started)
        #expect((stop.outcome, stop.depth) == row.output, row.comment)
    }
}
