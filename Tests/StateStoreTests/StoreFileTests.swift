import Glibc
import SystemFilesTestSupport
import SystemPackage
import Testing

@testable import StateStore

/// Whose file a store may be, seen by root and by another user.
@Suite struct StoreFileTests {
    private let directory: StoreDirectory

    init() throws {
        directory = try StoreDirectory()
    }

    /// The error when the store is opened, which has to name what was found.
    private func refusal(naming words: String) -> StoreError.Code? {
        let error = storeError { () throws(StoreError) in try directory.open() }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "it was opened")")
        return error?.code
    }

    @Test(arguments: ["follower.db", "follower.db-wal", "follower.db-shm", "follower.db-journal", ""])
    func `root refuses a store if the directory or one of its files belongs to another user`(
        name: String
    ) throws {
        _ = try directory.open()
        if directory.files.status(name) == nil { try directory.files.write(name, "", mode: 0o600) }
        try directory.files.check(chown(directory.files.full(name), 1000, 0))
        let before = directory.files.tree()
        #expect(refusal(naming: "belongs to user 1000, and this process runs as user 0") == .notOwned)
        #expect(directory.files.tree() == before)
    }

    @Test(arguments: [
        ("follower.db", 0o620), ("follower.db-wal", 0o602), ("", 0o777), ("", 0o1777), ("", 0o770),
    ])
    func `a store is refused if other users may write to it, beside it or to its directory`(
        name: String,
        mode: mode_t
    ) throws {
        _ = try directory.open()
        if directory.files.status(name) == nil { try directory.files.write(name, "", mode: 0o600) }
        try directory.files.check(chmod(directory.files.full(name), mode))
        #expect(refusal(naming: "(mode \(mode < 0o1000 ? "0" : "")\(String(mode, radix: 8)))") == .notOwned)
    }

    @Test func `a store that is a symbolic link is refused, and its target is not made`() throws {
        try directory.files.link("follower.db", to: "target")
        #expect(refusal(naming: "a symbolic link") == .cannotOpen)
        #expect(directory.files.names() == ["follower.db"])
    }

    @Test(arguments: ["-wal", "-shm", "-journal"])
    func `a symbolic link beside a store is refused and not followed`(suffix: String) throws {
        try directory.files.write("target", "text")
        try directory.files.link("follower.db" + suffix, to: "target")
        #expect(refusal(naming: "a symbolic link") == .cannotOpen)
        #expect(directory.files.text("target") == "text")
    }

    @Test func `a pipe or a directory with the name of a store is refused`() throws {
        try directory.files.makePipe("follower.db")
        #expect(refusal(naming: "not a plain file") == .cannotOpen)
        try directory.files.check(unlink(directory.path.string))
        try directory.files.makeDirectory("follower.db")
        #expect(refusal(naming: "not a plain file") == .cannotOpen)
    }

    @Test func `links may lead to the directory of a store`() throws {
        try directory.files.makeDirectory("private", mode: 0o700)
        try directory.files.link("state", to: "private")
        let path = FilePath(directory.files.full("state/follower.db"))
        let tables = try FollowerTables(at: path, scope: [])
        #expect(directory.files.names("private") == ["follower.db", "follower.db-wal"])
        _ = consume tables
    }

    @Test func `a store without a directory, or with a relative path, cannot be opened`() throws {
        let missing = FilePath(directory.files.full("missing/follower.db"))
        var error = storeError { () throws(StoreError) in try FollowerTables(at: missing, scope: []) }
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("make it, with mode 0700") == true)
        error = storeError { () throws(StoreError) in try FollowerTables(at: "follower.db", scope: []) }
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("\"follower.db\" is not the absolute path") == true)
    }

    @Test
    func `an unprivileged user makes and opens a store that nobody else can read, and not that of root`()
        async throws
    {
        let tables = try directory.open()
        try directory.files.makeDirectory("own")
        try directory.files.check(chown(directory.files.full("own"), 1000, 1000))
        await #expect(processExitsWith: .success) {
            [roots = directory.path.string as String, own = directory.files.full("own/follower.db") as String]
            in
            umask(0)
            try #require(setgid(1000) == 0 && setuid(1000) == 0)
            let error = storeError { () throws(StoreError) in
                try FollowerTables(at: FilePath(roots), scope: [])
            }
            #expect(error?.code == .notOwned)
            let tables = try FollowerTables(at: FilePath(own), scope: [])
            for name in [own, own + "-wal"] {
                var status = stat()
                try #require(lstat(name, &status) == 0)
                #expect(status.st_mode == S_IFREG | 0o600)
            }
            _ = consume tables
        }
        #expect(directory.files.status("own/follower.db")?.st_uid == 1000)
        _ = consume tables
    }

    @Test func `a store on a file system that is mounted read-only cannot be opened`() throws {
        try directory.files.makeDirectory("disk")
        let path = FilePath(directory.files.full("disk/follower.db"))
        let files = directory.files
        let codes = try PrivateMounts.run {
            try PrivateMounts.mountMemory(on: files.full("disk"), options: "mode=0700")
            _ = try FollowerTables(at: path, scope: [])
            try PrivateMounts.makeReadOnly(files.full("disk"))
            let existing = storeError { () throws(StoreError) in try FollowerTables(at: path, scope: []) }
            let new = FilePath(path.string + "2")
            let missing = storeError { () throws(StoreError) in try FollowerTables(at: new, scope: []) }
            return [existing?.code, missing?.code]
        }
        #expect(codes == [.cannotOpen, .cannotOpen])
    }
}
