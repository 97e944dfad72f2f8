import Glibc

/// A program at work on a file, and how to tell that it did the work.
struct Contestant {
    let name: String
    let arguments: [String]
    /// The exit statuses of work that was done.
    let statuses: Set<Int32>
    /// What its output holds when the work was done.
    let expected: String

    init(_ name: String, _ arguments: [String], statuses: Set<Int32> = [0], expected: String) {
        self.name = name
        self.arguments = arguments
        self.statuses = statuses
        self.expected = expected
    }

    /// Runs it once.
    func run(in directory: TemporaryDirectory) throws -> Measurement {
        let output = directory.appending("output")
        let run = try Measurement.of(arguments, output: output)
        let text = try Self.end(of: output)
        guard statuses.contains(run.status), text.contains(expected) else {
            throw Failure("\(name) did not do the work: exit status \(run.status), \(text.suffix(300))")
        }
        return run
    }

    /// Runs several in turn, so that what else the machine does befalls all of them alike.
    static func compare(
        _ contestants: [Contestant],
        runs: Int,
        in directory: TemporaryDirectory
    ) throws -> [Series] {
        for contestant in contestants { _ = try contestant.run(in: directory) }
        var series = contestants.map { _ in Series() }
        for _ in 0..<runs {
            for (index, contestant) in contestants.enumerated() {
                series[index].add(try contestant.run(in: directory))
            }
        }
        return series
    }

    /// The last bytes of a file; what a program says of its work stands at the end.
    private static func end(of path: String) throws -> String {
        guard let file = fopen(path, "r") else { throw Failure(errno: errno, path) }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        fseek(file, max(0, size - 4_096), SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}

extension Contestant {
    /// `autohome check` of a file in which it finds no error.
    static func check(_ file: String, by autohome: String) -> Contestant {
        Contestant("autohome check", [autohome, "check", file], expected: "1 file checked: 0 errors")
    }

    /// `augtool` with one lens, loading one file.
    static func augtool(_ file: String, lens: String) -> Contestant {
        Contestant(
            "augtool",
            ["augtool", "--noautoload", "--transform", "\(lens) incl \(file)", "match /augeas//error"],
            expected: "(no matches)"
        )
    }

    /// A program that reads files below /etc, in namespaces where files of ours stand there.
    ///
    /// Nothing of the machine changes: the mounts, the state of the NFS server and the network are the program's own,
    /// and without /proc it finds no kernel to tell about exports.
    static func isolated(
        _ name: String,
        _ arguments: [String],
        files: [(source: String, target: String)],
        directories: [String],
        statuses: Set<Int32> = [0],
        expected: String
    ) -> Contestant {
        let mounts =
            directories.map { "if [ -d \($0) ]; then mount -t tmpfs none \($0); fi" }
            + files.map { "touch \($0.target) && mount --bind \($0.source) \($0.target)" }
        let script = (["set -e"] + mounts + ["exec \"$@\""]).joined(separator: "\n")
        return Contestant(
            name,
            ["unshare", "--mount", "--net", "sh", "-c", script, "sh"] + arguments,
            statuses: statuses,
            expected: expected
        )
    }
}
