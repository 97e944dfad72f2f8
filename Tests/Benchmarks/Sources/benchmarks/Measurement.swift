import Glibc

/// What one run of a process took, from before it is started until it is reaped.
struct Measurement {
    /// Seconds on the clock.
    let wall: Double
    /// Seconds of the processors, for the process and what it waited for.
    let cpu: Double
    /// The peak of its memory in bytes.
    let peak: Int
    /// The exit status, or 128 and the signal.
    let status: Int32

    /// Runs a program, found by PATH, with its two output streams in a file.
    static func of(_ arguments: [String], output: String) throws -> Measurement {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        // Opened before the clock runs and closed after it: the file system's work on it is not the program's.
        let file = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure(errno: errno, output) }
        defer { close(file) }
        posix_spawn_file_actions_adddup2(&actions, file, 1)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }

        let start = ContinuousClock.now
        var child: pid_t = 0
        let code = posix_spawnp(&child, arguments[0], &actions, nil, &words, environ)
        guard code == 0 else { throw Failure(errno: code, arguments[0]) }
        var usage = rusage()
        var raw: Int32 = 0
        while wait4(child, &raw, 0, &usage) < 0 {
            guard errno == EINTR else { throw Failure(errno: errno, "wait4") }
        }
        let signal = raw & 0x7F
        return Measurement(
            wall: seconds(ContinuousClock.now - start),
            cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peak: usage.ru_maxrss * 1024,
            status: signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
        )
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }

    private static func seconds(_ duration: Duration) -> Double {
        let (whole, atto) = duration.components
        return Double(whole) + Double(atto) / 1e18
    }
}

/// What several runs of the same process took.
struct Series {
    private(set) var runs: [Measurement] = []

    mutating func add(_ run: Measurement) { runs.append(run) }

    var wall: Spread { Spread(runs.map(\.wall)) }
    var cpu: Spread { Spread(runs.map(\.cpu)) }
    var peak: Int { runs.map(\.peak).max() ?? 0 }

    /// The time as a multiple of another's: the middle of the ratios of runs that followed each other.
    func wall(inTimesOf other: Series) -> Double {
        Spread(zip(runs, other.runs).map { $0.wall / $1.wall }).median
    }
}

/// The least, the middle and the greatest of some figures.
struct Spread {
    let least: Double
    let median: Double
    let greatest: Double

    init(_ figures: [Double]) {
        let sorted = figures.sorted()
        least = sorted.first ?? 0
        median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
        greatest = sorted.last ?? 0
    }
}
