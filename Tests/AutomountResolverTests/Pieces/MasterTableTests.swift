import MountMaps
import SourceText
import Testing

@testable import AutomountResolver

// daemon/master_parse.y: master_parse_entry
@Suite struct MasterTableTests {
    private static let tables: [Row<String, [String]>] = [
        Row(
            "each mount point has its line",
            "/home auto.a\n/data auto.b\n",
            ["/home auto.a", "/data auto.b"]
        ),
        // master-029
        Row(
            "of two lines for a mount point the first counts",
            "/home auto.a\n/home auto.b\n",
            ["/home auto.a"]
        ),
        // master-021, start-twoslash
        Row("slashes at the end are removed", "/home// auto.a\n", ["/home auto.a"]),
        // master-032
        Row(
            "a slash at the end makes no other mount point",
            "/home auto.a\n/home/ auto.b\n",
            ["/home auto.a"]
        ),
        // master-205
        Row(
            "a dot at the end makes another",
            "/home auto.a\n/home/. auto.b\n",
            ["/home auto.a", "/home/. auto.b"]
        ),
        Row("lines of direct maps add up", "/- auto.a\n/- auto.b\n", ["/- auto.a", "/- auto.b"]),
        // master-082
        Row("-null cancels a later line", "/home -null\n/home auto.a\n", []),
        // master-210, master-211
        Row("-null cancels all later lines", "/home -null\n/home auto.a\n/home auto.b\n", []),
        Row("-null with a slash at the end cancels too", "/home/ -null\n/home auto.a\n", []),
        // daemon/master.c: master_mount_mounts; master-219
        Row("-null after a line does nothing", "/home auto.a\n/home -null\n/home auto.b\n", ["/home auto.a"]),
        // master-086
        Row("-null cancels direct maps", "/- -null\n/- auto.a\n", []),
        Row("-null for another mount point cancels nothing", "/data -null\n/home auto.a\n", ["/home auto.a"]),
        // found-2-2
        Row("nothing is mounted on the root", "/ auto.a\n/home auto.b\n", ["/home auto.b"]),
    ]

    @Test(arguments: tables) func `the first line for a mount point counts`(row: Row<String, [String]>) {
        var table = MasterTable()
        for entry in MasterMapDocument(SourceFile(name: "m", bytes: bytes(row.input))).entries {
            table.add(entry, file: "m", line: 1)
        }
        let lines = (table.indirect + table.direct).sorted { $0.order < $1.order }
        #expect(lines.map(\.shown) == row.output, row.comment)
    }

    // fs/namei.c of the kernel: link_path_walk
    private static let paths: [Row<String, String>] = [
        // master-205
        Row("a dot is dropped", "/home/.", "/home"),
        // master-206
        Row("two dots go back", "/home/../x", "/x"),
        // direct-dots-006
        Row("two dots at the root stay there", "/../data", "/data"),
        // direct-009
        Row("empty components are dropped", "//a///b/", "/a/b"),
        Row("three dots are a name", "/a/...", "/a/..."),
        Row("nothing is left of the root", "/", "/"),
    ]

    @Test(arguments: paths) func `a path is that which the kernel walks`(row: Row<String, String>) {
        #expect(PathComponents(bytes(row.input)).text == row.output, row.comment)
    }
}

extension MasterTable.Line {
    /// The mount point and its maps.
    var shown: String {
        let maps: [String] =
            switch entry.target {
            case .maps(let sources): sources.map { text($0.map.name) }
            case .hosts: ["-hosts"]
            case .null: ["-null"]
            }
        return ([text(entry.mountPoint)] + maps).joined(separator: " ")
    }
}
