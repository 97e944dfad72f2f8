import MountMaps
import Testing

@testable import AutomountResolver

// Follows daemon/automount.c: mkdir_path, lib/mounts.c: try_remount, and fs/namei.c of the kernel.
@Suite struct AutofsTreeTests {
    enum Point: Sendable, CustomStringConvertible {
        case direct(String)
        case indirect(String)

        var description: String {
            switch self {
            case .direct(let path): "direct \(path)"
            case .indirect(let path): "indirect \(path)"
            }
        }
    }

    // For each mount point the number of its file system; the same number again where automount finds it mounted.
    private static let mounts: [Row<[Point], [Int?]>] = [
        Row("each path has a mount of its own", [.direct("/a"), .direct("/b")], [1, 2]),
        // start-s1
        Row("a slash at the end names the same directory", [.direct("/data"), .direct("/data/")], [1, 1]),
        // start-s3
        Row("a dot names the same directory", [.direct("/data/."), .direct("/data")], [1, 1]),
        // start-s4
        Row(
            "a path that went back through a directory has made it",
            [.direct("/d/../data"), .direct("/data")],
            [1, 1]
        ),
        // direct-dots-008, direct-dots-009
        Row(
            "a path that goes back through a directory that is not there finds no mount",
            [.direct("/data"), .direct("/d/../data")],
            [1, 2]
        ),
        // start-s6
        Row(
            "/d/../data finds the mount of /data once /d is mounted",
            [.direct("/data"), .direct("/d"), .direct("/d/../data")],
            [1, 2, 1]
        ),
        // rule-direct-lines-054
        Row("a mount of the other kind is covered", [.indirect("/data"), .direct("/data")], [1, 2]),
        // start-s8
        Row(
            "a direct mount is found again below an indirect one",
            [.indirect("/data"), .direct("/data"), .direct("/data/")],
            [1, 2, 2]
        ),
        // direct-013, direct-dots-004
        Row("nothing is mounted on the root by its name", [.direct("/"), .direct("/.")], [nil, nil]),
        // direct-dots-001, direct-dots-002
        Row("/.. mounts over the root", [.direct("/.."), .direct("/data")], [1, 2]),
        // rule-master-state-056
        Row(
            "nothing is mounted below a file",
            [.indirect("/etc/auto.home/a"), .indirect("/home")],
            [nil, 1]
        ),
    ]

    @Test(arguments: mounts) func `mounts a mount point, or finds that it is mounted`(
        row: Row<[Point], [Int?]>
    ) {
        let client = FakeClient(
            files: ["/etc/auto.home": "* server:/h/&\n"],
            others: ["/etc": .directory]
        )
        var tree = AutofsTree(library: MapLibrary(client))
        var seen = 0
        let numbers = row.input.map { point -> Int? in
            let mount =
                switch point {
                case .direct(let path): tree.mount(at: bytes(path), isDirect: true)
                case .indirect(let path): tree.mount(at: bytes(path), isDirect: false)
                }
            guard let mount else { return nil }
            #expect(mount.wasThere == (mount.number <= seen), row.comment)
            seen = max(seen, mount.number)
            return mount.number
        }
        #expect(numbers == row.output, row.comment)
    }
}
