import Glibc
import Homes
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

/// Processes that are killed at work, each a little later than the one before.
@Suite struct KillTests {
    private static let names = (0..<40).map { "user\($0)" }

    @Test(arguments: [HomeBuilder.Durability.eachBatch, .eachHome])
    func `leaves only complete homes when killed, and creates the rest in the next run`(
        durability: HomeBuilder.Durability
    ) async throws {
        let directory = try TestDirectory()
        try directory.makeDirectory("skel")
        try directory.makeDirectory("skel/a", mode: 0o750)
        try directory.write("skel/a/file", "deep", mode: 0o640)
        try directory.write("skel/.profile", String(repeating: "x", count: 100_000))
        try directory.link("skel/link", to: "a/file")
        let eachHome = durability == .eachHome

        // The kills are spread over the time that the whole work takes on this machine at this moment.
        try directory.makeDirectory("home")
        let whole = try ContinuousClock().measure {
            try KillTests.makeHomes(in: directory.path, durability: durability)
        }
        try directory.check(rename(directory.full("home"), directory.full("home-measured")))

        var swept = 0
        for round in 0..<16 {
            let delay = whole * (2 * round + 1) / 32
            try directory.makeDirectory("home")
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    path = directory.path as String, delay = Int(delay / .microseconds(1)) as Int,
                    eachHome = eachHome as Bool
                ] in
                Doom.inMicroseconds(delay)
                try KillTests.makeHomes(in: path, durability: eachHome ? .eachHome : .eachBatch)
                sleep(60)
            }
            try expectWholeHomes(in: directory)
            let homes = try HomesRoot(at: "/home", in: directory.root())
            swept += try HomeBuilder.sweep(in: homes)
            #expect(directory.names("home").allSatisfy { $0.hasPrefix("user") })
            try KillTests.makeHomes(in: directory.path, durability: durability)
            #expect(directory.names("home") == KillTests.names.sorted())
            try expectWholeHomes(in: directory)
            try directory.check(rename(directory.full("home"), directory.full("home\(round)")))
        }
        #expect(swept > 0)
    }

    @Test func `leaves the old or the new file, never a mixture, when killed`() async throws {
        let directory = try TestDirectory()
        try directory.write("exports", KillTests.contents(0))
        for round in 0..<16 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = directory.path as String, delay = 100 + round * round * 50 as Int] in
                Doom.inMicroseconds(delay)
                try KillTests.rewrite(path)
            }
            let text = try #require(directory.text("exports"))
            #expect(text == KillTests.contents(0) || text == KillTests.contents(1))
            #expect(directory.names().count <= 2)
            try directory.root().replace(
                "/exports",
                with: [UInt8(round)],
                expecting: .bytes(Array(text.utf8))
            )
            #expect(directory.names() == ["exports"])
            try directory.write("exports", KillTests.contents(0))
        }
    }

    private func expectWholeHomes(in directory: TestDirectory) throws {
        for name in directory.names("home") where name.hasPrefix("user") {
            let home = "home/" + name
            #expect(
                directory.tree(home).map { String($0.dropFirst(home.utf8.count + 1).prefix(40)) } == [
                    ".profile 100644 3000:3001 = " + String(repeating: "x", count: 12),
                    "a 40750 3000:3001",
                    "a/file 100640 3000:3001 = deep",
                    "link 120777 3000:3001 -> a/file",
                ]
            )
            #expect(directory.status(home + "/.profile")?.st_size == 100_000)
            #expect(directory.status(home)?.st_mode == S_IFDIR | 0o711)
            #expect(directory.status(home)?.st_uid == 3000)
        }
    }

    /// Makes the missing homes, five at a time.
    private static func makeHomes(in path: String, durability: HomeBuilder.Durability) throws {
        let root = try RootDirectory(FilePath(path))
        let homes = try HomesRoot(at: "/home", in: root)
        var builder = try HomeBuilder(
            in: homes,
            skeleton: Skeleton(at: "/skel", in: root),
            durability: durability
        )
        var staged: [StagedHome] = []
        for name in try names.map({ try FileName($0) }) where try homes.directory.status(of: name) == nil {
            let mode = FilePermissions(rawValue: 0o711)
            staged.append(
                try builder.build(HomeSpecification(name: name, uid: 3000, gid: 3001, permissions: mode))
            )
            if staged.count == 5 {
                _ = try builder.publish(staged)
                staged = []
            }
        }
        _ = try builder.publish(staged)
    }

    /// Replaces a file again and again, forever.
    private static func rewrite(_ path: String) throws {
        let root = try RootDirectory(FilePath(path))
        var current = 0
        while true {
            let old = Array(contents(current).utf8)
            current = 1 - current
            try root.replace("/exports", with: Array(contents(current).utf8), expecting: .bytes(old))
        }
    }

    private static func contents(_ number: Int) -> String {
        String(repeating: "line \(number)\n", count: 10_000)
    }
}

/// Kills the process that calls it.
private enum Doom {
    /// Kills the process after a delay.
    static func inMicroseconds(_ delay: Int) {
        var thread = pthread_t()
        let argument = UnsafeMutableRawPointer(bitPattern: delay)
        pthread_create(
            &thread,
            nil,
            { argument in
                usleep(UInt32(Int(bitPattern: argument)))
                kill(getpid(), SIGKILL)
                return nil
            },
            argument
        )
    }
}
