import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct StartSequenceTests {
    /// A client whose direct maps have the keys of the test.
    struct Client: Sendable, CustomStringConvertible {
        let master: String
        var direct = ""
        var direct2 = ""

        init(_ master: String, direct: String = "", direct2: String = "") {
            self.master = master
            self.direct = direct
            self.direct2 = direct2
        }

        var context: ResolverContext {
            let files = [
                "/etc/auto.master": master, "/etc/auto.direct": direct, "/etc/auto.direct2": direct2,
                "/etc/auto.home": "* server:/h/&\n",
            ]
            return ResolverContext(files)
        }

        var started: StartSequence {
            let context = context
            return StartingMounts(points: context.points, context: context).started()
        }

        var description: String { "\(master.debugDescription) with \((direct + direct2).debugDescription)" }
    }

    // Which mounts automount makes, with the map and the timeout in seconds.
    private static let mounts: [Row<Client, [String]>] = [
        // start-n1
        Row(
            "-null between two lines of a map cancels keys of both",
            Client("/- auto.direct\n/data -null\n/- auto.direct\n", direct: "/data server:/a\n"),
            []
        ),
        // start-n8
        Row(
            "-null cancels a key of all later maps",
            Client(
                "/data -null\n/- auto.direct\n/- auto.direct2 -ro\n",
                direct: "/data server:/a\n",
                direct2: "/data server:/b\n"
            ),
            []
        ),
        // start-n3
        Row(
            "-null after the line cancels nothing",
            Client("/data -null\n/- auto.direct\n/data -null\n", direct: "/data server:/a\n"),
            ["/data auto.direct 600"]
        ),
        // start-n4
        Row(
            "a key takes the null entry below it away",
            Client("/data/x -null\n/- auto.direct\n", direct: "/data server:/a\n/data/x server:/x\n"),
            ["/data auto.direct 600", "/data/x auto.direct 600"]
        ),
        // start-s1
        Row(
            "two keys for one directory are one mount",
            Client(
                "/- auto.direct\n/- auto.direct2\n",
                direct: "/data server:/a\n",
                direct2: "/data/ server:/b\n"
            ),
            ["/data auto.direct 600"]
        ),
        // start-s14; lib/mounts.c: remount_active_mount
        Row(
            "the timeout is that of the key that was found last",
            Client(
                "/- auto.direct\n/- auto.direct2 --timeout=7\n",
                direct: "/data server:/a\n",
                direct2: "/data/ server:/b\n"
            ),
            ["/data auto.direct 7"]
        ),
        // start-s11
        Row(
            "the last line of a map gives the timeout",
            Client("/- auto.direct --timeout=5\n/- auto.direct --timeout=7\n", direct: "/data server:/a\n"),
            ["/data auto.direct 7"]
        ),
        // rule-direct-lines-050
        Row(
            "a later line without a timeout has that of the first",
            Client("/- auto.direct -t 60\n/- auto.direct2\n", direct2: "/data server:/d\n"),
            ["/data auto.direct2 60"]
        ),
        // rule-direct-lines-052
        Row(
            "all direct maps are lost where the last is missing and none is given by name",
            Client("/- /etc/auto.direct\n/- /etc/none\n", direct: "/data server:/i\n"),
            []
        ),
        // rule-direct-lines-053
        Row(
            "a direct map that is given by name saves them",
            Client("/- auto.direct\n/- /etc/none\n", direct: "/data server:/i\n"),
            ["/data auto.direct 600"]
        ),
        // master-031, master-037
        Row(
            "a line whose map is missing mounts nothing",
            Client("/home /etc/none\n/x auto.home\n"),
            ["/x auto.home 600"]
        ),
        // rule-direct-lines-054
        Row(
            "an indirect and a direct mount may lie on one directory",
            Client("/data auto.home\n/- auto.direct\n", direct: "/data server:/i\n"),
            ["/data auto.home 600", "/data auto.direct 600"]
        ),
    ]

    // The key that serves /data.
    private static let serving: [Row<Client, String>] = [
        // start-s1
        Row(
            "of keys in several maps that of the first map serves",
            Client(
                "/- auto.direct\n/- auto.direct2\n",
                direct: "/data server:/a\n",
                direct2: "/data/ server:/b\n"
            ),
            "/data"
        ),
        // lib/cache.c: cache_set_ino_index, cache_lookup_ino; start-s7
        Row(
            "of keys in one map the one that is mounted last serves",
            Client(
                "/- auto.direct\n",
                direct: "/data server:/a\n/data/ server:/b\n/data/. server:/c\n/./data server:/d\n"
            ),
            "/data/"
        ),
        // start-s3
        Row(
            "of keys in several maps the first map's serves, by any spelling",
            Client(
                "/- auto.direct\n/- auto.direct2\n",
                direct: "/data/. server:/a\n",
                direct2: "/data server:/b\n/data/. server:/c\n"
            ),
            "/data/."
        ),
    ]

    @Test(arguments: mounts) func `automount starts the lines of the master map in order`(
        row: Row<Client, [String]>
    ) {
        let context = row.input.context
        let mounts = StartingMounts(points: context.points, context: context).mounts()
        #expect(
            mounts.map { "\($0.mountPoint) \($0.map) \($0.timeout)" }.sorted() == row.output.sorted(),
            row.comment
        )
    }

    @Test(arguments: serving) func `several keys may share one mount`(row: Row<Client, String>) throws {
        let mount = try #require(row.input.started.mounts.last)
        guard case .direct(let key) = mount.serving else {
            Issue.record(row.comment)
            return
        }
        #expect(text(key.name) == row.output, row.comment)
    }
}
