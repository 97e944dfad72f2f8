import AutomountResolver
import CAllocations
import CFloor
import Glibc

/// What the resolver costs as a library: a path, again and again, with other names.
///
/// All limits are ratios within one run: to the same work in C, and to smaller maps.
struct ResolverBenchmark {
    func run(_ report: inout Report) throws {
        report.head("The resolver as a library")
        try resolveWildcards(&report)
        try resolveKeys(&report)
    }

    private func resolveWildcards(_ report: inout Report) throws {
        var figures: [Figures] = []
        for keys in [0, 1_000_000] {
            var resolver = Resolver(source: MapText(.map(keys: keys), tail: "* -rw,nosuid srv:/home/&\n"))
            let paths = (0..<50_000).map { "/home/person\($0)" }
            let measured = try Figures(of: paths, by: &resolver) { "srv:\($0)" }
            report.note("wildcard beside \(keys) keys: \(measured)")
            figures.append(measured)
        }
        let floor = try Self.floor()
        report.note("the strings of its answer, made in C: \(Report.rounded(floor * 1e6)) µs")
        report.promise("times C for a wildcard", figures[0].seconds / floor, atMost: 5)
        report.promise(
            "times the bytes for a wildcard beside a million keys",
            figures[1].bytes / figures[0].bytes,
            atMost: 1.01
        )
        report.promise(
            "times the time for a wildcard beside a million keys",
            figures[1].seconds / figures[0].seconds,
            atMost: 3
        )
    }

    /// The seconds in which C makes the strings of one answer, the best of some rounds.
    private static func floor() throws -> Double {
        let paths = (0..<50_000).map { "/home/person\($0)" }
        let expected = paths.reduce(0) { $0 + UInt($1.utf8.count * 3 + 7) }
        var best = Double.infinity
        for _ in 0..<20 {
            var length: UInt = 0
            let start = Figures.processorTime()
            for path in paths { length += fill_wildcard(path) }
            best = min(best, (Figures.processorTime() - start) / Double(paths.count))
            guard length == expected else { throw Failure("C makes other strings") }
        }
        return best
    }

    private func resolveKeys(_ report: inout Report) throws {
        var figures: [Figures] = []
        for keys in [1_000, 100_000, 1_000_000] {
            var resolver = Resolver(source: MapText(.map(keys: keys)))
            // Few names, so that all of a map stand in the caches of the processor as they do of a small one.
            let numbers = (0..<50_000).map { $0 % 1_000 * (keys / 1_000) }
            let paths = numbers.map { "/home/" + Input.user($0) }
            let sources = Dictionary(zip(paths, numbers.map(Input.source))) { $1 }
            let measured = try Figures(of: paths, by: &resolver) { sources[$0] ?? "" }
            report.note("key among \(keys): \(measured)")
            figures.append(measured)
        }
        report.promise(
            "times the time for a key among a million",
            figures[2].seconds / figures[0].seconds,
            atMost: 2
        )
        report.promise(
            "times the bytes for a key among a million",
            figures[2].bytes / figures[0].bytes,
            atMost: 1.01
        )
    }
}

/// What one resolution takes.
private struct Figures: CustomStringConvertible {
    let seconds: Double
    let allocations: Double
    let bytes: Double

    /// Resolves paths, the best of some rounds, and looks at what comes out.
    init(of paths: [String], by resolver: inout Resolver, source: (String) -> String) throws {
        for path in paths.prefix(1_000) {
            guard resolver.resolve(path).mounts.first?.source == source(path) else {
                throw Failure("\(path) is not resolved to \(source(path))")
            }
        }
        var best = Double.infinity
        var count = 0
        let before = allocations_so_far()
        let rounds = 20
        for _ in 0..<rounds {
            let start = Self.processorTime()
            for path in paths { count += resolver.resolve(path).mounts.count }
            best = min(best, (Self.processorTime() - start) / Double(paths.count))
        }
        let after = allocations_so_far()
        guard count == rounds * paths.count else { throw Failure("a path is not resolved") }
        seconds = best
        allocations = Double(after.count - before.count) / Double(count)
        bytes = Double(after.bytes - before.bytes) / Double(count)
    }

    /// The seconds that this thread has had of a processor.
    static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    var description: String {
        "\(Report.rounded(seconds * 1e6)) µs, \(Report.rounded(allocations)) allocations of "
            + "\(Report.rounded(bytes)) bytes"
    }
}

/// A client with one map, mounted on /home.
private struct MapText: MapSource {
    private let map: [UInt8]

    init(_ input: Input, tail: String = "") {
        map = (0..<input.count).flatMap { input.piece($0) } + Array(tail.utf8)
    }

    func file(at path: String) -> MapFile {
        switch path {
        case "/etc/auto.master": .file(Array("/home /etc/auto.home\n".utf8), isExecutable: false)
        case "/etc/auto.home": .file(map, isExecutable: false)
        default: .missing
        }
    }
}
