import Testing

@testable import AutomountResolver

// daemon/lookup.c: lookup_nss_read_master; modules/lookup_file.c, lookup_dir.c: lookup_read_master
@Suite struct MasterTableReaderTests {
    /// The text of a master map, and other files below `/etc`.
    typealias Files = (master: String, others: [String: String])

    private static let includes: [Row<Files, [String]>] = [
        Row(
            "an include is read where its line is",
            ("/a auto.a\n+auto.more\n/c auto.c\n", ["auto.more": "/b auto.b\n"]),
            ["/a auto.a", "/b auto.b", "/c auto.c"]
        ),
        Row(
            "a line before an include goes before it",
            ("/a auto.a\n+auto.more\n", ["auto.more": "/a auto.b\n"]),
            ["/a auto.a"]
        ),
        Row(
            "an include goes before a later line",
            ("+auto.more\n/a auto.a\n", ["auto.more": "/a auto.b\n"]),
            ["/a auto.b"]
        ),
        Row(
            "-null of an include cancels later lines",
            ("+auto.more\n/a auto.a\n", ["auto.more": "/a -null\n"]),
            []
        ),
        Row(
            "-null cancels lines of a later include",
            ("/a -null\n+auto.more\n", ["auto.more": "/a auto.a\n"]),
            []
        ),
        // master-097
        Row("an include may be a path", ("+/etc/auto.more\n", ["auto.more": "/a auto.a\n"]), ["/a auto.a"]),
        // master-098
        Row("file: takes a path", ("+file:/etc/auto.more\n", ["auto.more": "/a auto.a\n"]), ["/a auto.a"]),
        // master-099
        Row("file: takes no name", ("+file:auto.more\n", ["auto.more": "/a auto.a\n"]), []),
        // master-107
        Row(
            "a master map that includes itself is read once",
            ("+/etc/auto.master\n/a auto.a\n", [:]),
            ["/a auto.a"]
        ),
        Row(
            "a master map that includes itself by its name is too",
            ("+auto.master\n/a auto.a\n", [:]),
            ["/a auto.a"]
        ),
        // master-108
        Row(
            "a loop of two files ends, and later lines count",
            ("+auto.loop\n/a auto.a\n", ["auto.loop": "+auto.loop2\n", "auto.loop2": "+auto.loop\n"]),
            ["/a auto.a"]
        ),
        Row("a missing include is passed over", ("+auto.none\n/a auto.a\n", [:]), ["/a auto.a"]),
        // master-118
        Row(
            "a directory needs an absolute path",
            ("+dir:auto.master.d\n/a auto.a\n", ["auto.master.d/x.autofs": "/b auto.b\n"]),
            ["/a auto.a"]
        ),
        // master-115
        Row("a directory gives its files", ("+dir:/etc/d\n", ["d/x.autofs": "/b auto.b\n"]), ["/b auto.b"]),
        // master-116
        Row(
            "a slash after the directory does no harm",
            ("+dir:/etc/d/\n", ["d/x.autofs": "/b auto.b\n"]),
            ["/b auto.b"]
        ),
        // master-123
        Row(
            "hidden files and those of other names are passed over",
            (
                "+dir:/etc/d\n",
                ["d/.x.autofs": "/a auto.a\n", "d/b.conf": "/b auto.b\n", "d/.autofs": "/c auto.c\n"]
            ),
            []
        ),
        // master-120
        Row(
            "files of a directory are read in the order of versions",
            ("+dir:/etc/d\n", ["d/x10.autofs": "/o auto.ten\n", "d/x9.autofs": "/o auto.nine\n"]),
            ["/o auto.nine"]
        ),
        // master-state-016
        Row(
            "a syntax error after the mount point loses all later lines of all files",
            ("/z auto.z\n/h auto.h 5\n+auto.more\n/t auto.t\n", ["auto.more": "/three auto.three\n"]),
            ["/z auto.z"]
        ),
        // types-in-names-a00
        Row(
            "a line whose map cannot be read keeps its mount point",
            ("/home file:/etc//ame\n/home auto.a\n", [:]),
            []
        ),
    ]

    private static let names: [Row<(configuration: String, files: [String: String]), [String]>] = [
        Row("auto.master is read", ("", ["auto.master": "/a auto.a\n"]), ["/a auto.a"]),
        // master-159
        Row(
            "auto_master is read where there is no auto.master",
            ("", ["auto_master": "/a auto.a\n"]),
            ["/a auto.a"]
        ),
        Row(
            "it is not where both are there",
            ("", ["auto.master": "/a auto.a\n", "auto_master": "/b auto.b\n"]),
            ["/a auto.a"]
        ),
        Row(
            "it is not where a master map is configured",
            ("master_map_name = auto.master", ["auto_master": "/a auto.a\n"]),
            []
        ),
        Row(
            "a master map may be configured by its path",
            ("master_map_name = /etc/x", ["x": "/a auto.a\n"]),
            ["/a auto.a"]
        ),
    ]

    private func lines(_ files: [String: String], configuration: String = "") -> [String] {
        var all = Dictionary(uniqueKeysWithValues: files.map { ("/etc/" + $0.key, $0.value) })
        all["/etc/autofs.conf"] = "[ autofs ]\n\(configuration)\n"
        let context = ResolverContext(all)
        var reader = MasterTableReader(locator: context.locator)
        _ = reader.readMasterMap(by: context.configuration)
        return (reader.table.indirect + reader.table.direct).sorted { $0.order < $1.order }.map(\.shown)
    }

    @Test(arguments: includes) func `a master map is read with its includes`(row: Row<Files, [String]>) {
        let files = row.input.others.merging(["auto.master": row.input.master]) { $1 }
        #expect(lines(files) == row.output, row.comment)
    }

    @Test(arguments: names) func `the master map has a name`(
        row: Row<(configuration: String, files: [String: String]), [String]>
    ) {
        #expect(lines(row.input.files, configuration: row.input.configuration) == row.output, row.comment)
    }

    // modules/lookup_file.c: MAX_INCLUDE_DEPTH
    @Test(arguments: [(16, 1), (17, 0)]) func `a master map is read sixteen includes deep`(
        depth: Int,
        count: Int
    ) {
        var files = ["auto.master": "+auto.1\n", "auto.\(depth)": "/deep auto.deep\n"]
        for level in 1..<depth { files["auto.\(level)"] = "+auto.\(level + 1)\n" }
        #expect(lines(files).count == count)
    }
}
