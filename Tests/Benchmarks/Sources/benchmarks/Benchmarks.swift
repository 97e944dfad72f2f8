import Glibc

/// Measures whole processes: what autohome promises beside its peers, how its cost grows, and what hostile files cost.
///
///     benchmarks AUTOHOME [RUNS]
///     benchmarks --library
///     benchmarks --directory
///
/// The second form measures the resolver alone, which this program is linked with, and the third one the reading of
/// accounts from LDAP.
///
/// Exit status: 0 every promise is kept, 1 one is not, 2 something could not be measured.
@main
enum Benchmarks {
    static func main() {
        do {
            guard let autohome = CommandLine.arguments.dropFirst().first else {
                throw Failure("usage: benchmarks AUTOHOME [RUNS] | --library | --directory")
            }
            if autohome == "--library" {
                var report = Report()
                try ResolverBenchmark().run(&report)
                exit(report.finish() ? 0 : 1)
            }
            if autohome == "--directory" {
                let isKept = try TemporaryDirectory.with { directory in
                    var report = Report()
                    try DirectoryBenchmark(directory: directory, runs: 5).run(&report)
                    return report.finish()
                }
                exit(isKept ? 0 : 1)
            }
            let runs = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 5
            let areKept = try TemporaryDirectory.with { directory in
                var report = Report()
                try PeerBenchmarks(autohome: autohome, directory: directory, runs: runs).run(&report)
                try ResolveCommandBenchmark(autohome: autohome, directory: directory, runs: runs).run(&report)
                try CommandBenchmark(autohome: autohome, directory: directory, runs: runs).run(&report)
                try GrowthBenchmark(autohome: autohome, directory: directory, runs: runs).run(&report)
                try HostileBenchmark(autohome: autohome, directory: directory).run(&report)
                try DirectoryBenchmark(directory: directory, runs: runs).run(&report)
                // Last, since a process that is started inherits the peak of memory of the one that starts it.
                try ResolverBenchmark().run(&report)
                return report.finish()
            }
            exit(areKept ? 0 : 1)
        } catch {
            let message = Array("benchmarks: \(error)\n".utf8)
            write(2, message, message.count)
            exit(2)
        }
    }
}

/// Something that could not be measured.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// Says what a system call refused.
    init(errno code: Int32, _ what: String) {
        description = "\(what): \(String(cString: strerror(code)))"
    }
}
