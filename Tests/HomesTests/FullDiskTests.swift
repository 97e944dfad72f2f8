import Glibc
import Homes
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

/// File systems without space, without inodes or mounted read-only.
///
/// The tests use tmpfs of every size up to one that is large enough.
@Suite struct FullDiskTests {
    private struct Attempt: Sendable, Equatable {
        let code: FileError.Code?
        let tree: [String]
    }

    @Test(arguments: ["size=%k,nr_inodes=100", "size=1m,nr_inodes=%"])
    func `keeps the old file and nothing else when the new one does not fit`(options: String) throws {
        let attempts = try attempts(options, sizes: Array(stride(from: 4, through: 40, by: 4))) { directory in
            try directory.write("disk/exports", "old")
            let code = failure(
                try directory.root().replace(
                    "/disk/exports",
                    with: Array(repeating: UInt8(ascii: "x"), count: 20_000),
                    expecting: .bytes(Array("old".utf8))
                )
            )
            return Attempt(code: code, tree: directory.tree("disk").map { String($0.prefix(40)) })
        }
        for attempt in attempts where attempt.code != nil {
            #expect(attempt.code == .noSpace)
            #expect(attempt.tree == ["disk/exports 100644 0:0 = old"])
        }
        #expect(attempts.last?.code == nil)
        #expect(attempts.last?.tree.count == 1)
        #expect(attempts.contains { $0.code == .noSpace } == options.contains("%k"))
    }

    @Test func `changes nothing when there is no inode for the temporary file`() throws {
        let attempts = try attempts("size=1m,nr_inodes=%", sizes: [2, 3]) { directory in
            try directory.write("disk/exports", "old")
            let code = failure(
                try directory.root().replace(
                    "/disk/exports",
                    with: [],
                    expecting: .bytes(Array("old".utf8))
                )
            )
            return Attempt(code: code, tree: directory.tree("disk"))
        }
        #expect(
            attempts == [
                Attempt(code: .noSpace, tree: ["disk/exports 100644 0:0 = old"]),
                Attempt(code: nil, tree: ["disk/exports 100644 0:0 = "]),
            ]
        )
    }

    @Test(arguments: ["size=%k,nr_inodes=100", "size=1m,nr_inodes=%"])
    func `leaves only complete homes on a disk of any size`(options: String) throws {
        let sizes = options.contains("%k") ? Array(stride(from: 4, through: 48, by: 4)) : Array(2...20)
        let attempts = try attempts(options, sizes: sizes) { directory in
            try directory.makeDirectory("skel")
            try directory.makeDirectory("skel/a")
            try directory.write("skel/a/file", "1")
            try directory.write("skel/file", "2")
            try directory.link("skel/link", to: String(repeating: "x", count: 200))
            let code = failure(try FullDiskTests.makeHomes(in: directory))
            return Attempt(code: code, tree: directory.tree("disk").map { String($0.prefix(40)) })
        }
        for attempt in attempts {
            let homes = attempt.tree.filter { $0.contains("file") == false && $0.contains("link") == false }
            #expect(attempt.tree.count == homes.count / 2 * 5, "\(attempt.tree)")
            #expect(attempt.code == nil || attempt.code == .noSpace)
        }
        #expect(attempts.first?.code == .noSpace)
        #expect(attempts.first?.tree == [])
        #expect(attempts.contains { $0.code == .noSpace && $0.tree.count == 5 })
        #expect(attempts.last?.code == nil)
        #expect(attempts.last?.tree.count == 10)
    }

    @Test func `leaves nothing behind when a home does not fit on the disk`() throws {
        let directory = try TestDirectory()
        try directory.makeDirectory("disk")
        try directory.makeDirectory("skel")
        try directory.write("skel/a", "fits")
        try directory.write("skel/b", String(repeating: "x", count: 100_000))
        let result = try PrivateMounts.run {
            try PrivateMounts.mountMemory(on: directory.full("disk"), options: "size=64k")
            let root = try directory.root()
            let homes = try HomesRoot(at: "/disk", in: root)
            var builder = try HomeBuilder(in: homes, skeleton: Skeleton(at: "/skel", in: root))
            let home = try HomeSpecification(
                name: FileName("alice"),
                uid: 1,
                gid: 1,
                permissions: .ownerExecute
            )
            let code = failure(try builder.build(home))
            let left = directory.tree("disk").count
            _ = consume builder
            return (code, left, directory.names("disk"))
        }
        #expect(result == (.noSpace, 1, []))
    }

    @Test func `reports a read-only file system`() throws {
        let directory = try TestDirectory()
        try directory.makeDirectory("disk")
        let codes = try PrivateMounts.run {
            try PrivateMounts.mountMemory(on: directory.full("disk"))
            try directory.write("disk/exports", "old")
            try PrivateMounts.makeReadOnly(directory.full("disk"))
            let root = try directory.root()
            return [
                failure(try root.replace("/disk/exports", with: [], expecting: .bytes(Array("old".utf8)))),
                failure(try HomeBuilder(in: HomesRoot(at: "/disk", in: root), skeleton: .empty)),
            ]
        }
        #expect(codes == [.readOnly, .readOnly])
    }

    @Test func `leaves no test file system mounted`() throws {
        let directory = try TestDirectory()
        try directory.makeDirectory("disk")
        let inside = try PrivateMounts.run {
            try PrivateMounts.mountMemory(on: directory.full("disk"))
            return try RootDirectory().read("/proc/thread-self/mountinfo").bytes
        }
        #expect(String(decoding: inside, as: UTF8.self).contains(directory.path))
        let outside = try RootDirectory().read("/proc/self/mountinfo").bytes
        #expect(String(decoding: outside, as: UTF8.self).contains("system-files-") == false)
    }

    /// Two homes of five entries each, published one by one.
    private static func makeHomes(in directory: TestDirectory) throws(FileError) {
        let root = try directory.root()
        var builder = try HomeBuilder(
            in: HomesRoot(at: "/disk", in: root),
            skeleton: Skeleton(at: "/skel", in: root),
            durability: .eachHome
        )
        for name in ["alice", "bob"] {
            let home = try HomeSpecification(
                name: FileName(name),
                uid: 1000,
                gid: 1000,
                permissions: FilePermissions(rawValue: 0o700)
            )
            _ = try builder.publish([try builder.build(home)])
        }
    }

    /// Runs the body on file systems of several sizes; each size replaces the `%` in the options.
    private func attempts(
        _ options: String,
        sizes: [Int],
        _ body: @escaping @Sendable (TestDirectory) throws -> Attempt
    ) throws -> [Attempt] {
        try sizes.map { size in
            let directory = try TestDirectory()
            try directory.makeDirectory("disk")
            return try PrivateMounts.run {
                let parts = options.split(separator: "%", omittingEmptySubsequences: false)
                try PrivateMounts.mountMemory(
                    on: directory.full("disk"),
                    options: parts.joined(separator: String(size))
                )
                return try body(directory)
            }
        }
    }
}
