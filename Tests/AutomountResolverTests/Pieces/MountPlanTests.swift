import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct MountPlanTests {
    /// The options and the location of an entry, and the options of its map.
    typealias Entry = (options: String, location: String, map: String)

    // modules/mount_nfs.c, mount_bind.c, mount_generic.c: mount_mount; the type, the source and -o of each attempt
    private static let plans: [Row<Entry, [String]>] = [
        Row("a server is mounted by NFS", ("ro", "server:/a", ""), ["nfs server:/a ro"]),
        // locations-040
        Row(
            "a path of the client is bound, and mounted by NFS where that fails",
            ("", "localhost:/a", ""),
            ["bind /a defaults", "nfs localhost:/a "]
        ),
        Row("a bind takes over nothing but ro", ("ro,soft", ":/a", ""), ["bind /a ro"]),
        // locations-018
        Row("a path without a host is bound alone", ("", ":/", ""), ["bind / defaults"]),
        // locations-052
        Row(
            "mountport= does not keep it from being bound",
            ("mountport=2049", ":/a", ""),
            ["bind /a defaults"]
        ),
        // locations-049
        Row("nobind mounts it by NFS", ("nobind", "localhost:/a", ""), ["nfs localhost:/a "]),
        // locations-058
        Row(
            "nobind mounts a path without a host from localhost",
            ("nobind", ":/a", ""),
            ["nfs localhost:/a "]
        ),
        // start-multi-n1
        Row("nobind of the map does too", ("", ":/srv", "nobind"), ["nfs localhost:/srv "]),
        // locations-061
        Row("the type bind has the option defaults", ("fstype=bind", ":/srv", ""), ["bind /srv defaults"]),
        // locations-068
        Row(
            "the type bind with symlink makes a link",
            ("fstype=bind,symlink", ":/srv", ""),
            ["symlink /srv "]
        ),
        // locations-106
        Row(
            "the type bind makes a link where the map says symlink",
            ("fstype=bind", ":/srv", "symlink"),
            ["symlink /srv "]
        ),
        // locations-070
        Row(
            "another type loses one colon first",
            ("fstype=cifs", "://server/share", ""),
            ["cifs //server/share "]
        ),
        // options-042
        Row("another type has no hosts", ("fstype=tmpfs,size=1g", "tmpfs", ""), ["tmpfs tmpfs size=1g"]),
    ]

    private func mounts(_ entry: Entry, on directory: String = "/home/alice") throws -> [Mount] {
        let planner = MountPlanner(
            context: ResolverContext([:]),
            map: MasterMapOptions(ofSubmount: entry.map.isEmpty ? [] : [bytes(entry.map)]),
            isDirect: false
        )
        let plan = try planner.plan(
            options: bytes(entry.options),
            location: bytes(entry.location),
            on: bytes(directory)
        )
        guard case .attempts(let mounts) = plan else { return [] }
        return mounts
    }

    @Test(arguments: plans) func `options and location make mounts`(row: Row<Entry, [String]>) throws {
        let shown = try mounts(row.input).map {
            "\($0.type) \($0.source) \($0.options.joined(separator: ","))"
        }
        #expect(shown == row.output, row.comment)
    }

    // modules/mount_ext2.c: mount_mount; locations-084
    @Test func `ext2 has an empty option where others have none`() throws {
        #expect(try mounts(("fstype=ext2", ":/dev/sda1", "")).map(\.options) == [[""]])
        #expect(try mounts(("fstype=xfs", ":/dev/sda1", "")).map(\.options) == [[]])
    }

    // modules/mount_bind.c: mount_mount; locations-060
    @Test func `a directory is not bound onto itself`() {
        #expect(throws: ResolutionFailure.self) { try mounts(("", ":/home/alice", "")) }
    }
}
