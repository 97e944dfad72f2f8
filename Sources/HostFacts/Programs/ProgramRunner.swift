public import AutomountResolver
import Subprocess
public import SystemFiles
import SystemPackage

/// Runs program maps as automount does: with the key as the only argument, in the directory of the mount point.
///
/// A program gets the variables of ``AutomountResolver/ProgramRun``, a `PATH` if they contain none, and nothing from
/// the caller's environment. It reads `/dev/null` and runs with the caller's rights. It has its own process group,
/// which is killed when the program has ended or a limit is reached; processes that left the group keep running.
///
/// With a root other than `/`, the program from that root runs on this system. There is no chroot(2), so absolute paths
/// that it opens are files of this machine.
public struct ProgramRunner: Sendable {
    /// The result of a run.
    public struct Report: Sendable {
        /// How it ended, and its output.
        public let outcome: ProgramOutcome
        /// The beginning of its error output.
        public let complaint: [UInt8]
    }

    /// The default time limit of a program.
    public static let usualTimeLimit = Duration.seconds(10)
    /// The default `PATH` of automount and its programs: the directories of system programs.
    public static let usualPath = "/usr/sbin:/usr/bin:/sbin:/bin"
    // An entry has at most 16 KiB; like automount, this also reads the output after the first line.
    private static let outputLimit = 1 << 20
    private static let complaintLimit = 4_096

    private let root: RootDirectory
    private let timeLimit: Duration

    /// Runs programs below a root.
    public init(below root: RootDirectory, timeLimit: Duration = ProgramRunner.usualTimeLimit) {
        self.root = root
        self.timeLimit = timeLimit
    }

    /// Runs a program map for its key.
    public func run(_ program: ProgramRun) async -> Report {
        do {
            guard let path = try place(of: program.path)?.path else {
                return Report(.cannotRun(reason: "there is no such file"))
            }
            let permissions = try root.status(of: FilePath(program.path))?.permissions ?? []
            guard permissions.rawValue & 0o111 != 0 else {
                return Report(.cannotRun(reason: "the file is not executable"))
            }
            let directory = try place(of: program.directory).flatMap { $0.isDirectory ? $0.path : nil }
            return try await run(program, at: path, in: directory ?? root.path)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            // The file exists, so another file must be missing.
            return Report(.cannotRun(reason: "its interpreter is missing, or execution is forbidden there"))
        } catch let error as SubprocessError {
            return Report(.cannotRun(reason: error.underlyingError.map { "\($0)" } ?? "\(error)"))
        } catch {
            return Report(.cannotRun(reason: "\(error)"))
        }
    }

    /// The path at which a process finds the target of a path below the root.
    private func place(of path: String) throws(FileError) -> (path: FilePath, isDirectory: Bool)? {
        guard let target = try root.target(of: Array(path.utf8)) else { return nil }
        let components = FilePath(String(decoding: target.path, as: UTF8.self)).components
        return (root.path.appending(components), target.type == .directory)
    }

    private func run(
        _ program: ProgramRun,
        at path: FilePath,
        in directory: FilePath
    ) async throws -> Report {
        let output = try Pipe()
        defer { try? output.readEnd.close() }
        let complaint: Pipe
        do {
            complaint = try Pipe()
        } catch {
            try? output.writeEnd.close()
            throw error
        }
        defer { try? complaint.readEnd.close() }
        var options = PlatformOptions()
        options.processGroupID = 0
        let variables = program.environment.merging(["PATH": Self.usualPath]) { given, _ in given }
        let result = try await Subprocess.run(
            .path(path),
            arguments: Arguments(
                executablePathOverride: nil,
                remainingValues: [Self.terminated(program.key)]
            ),
            environment: .custom(
                variables.map { name, value in Self.terminated(Array("\(name)=\(value)".utf8)) }
            ),
            workingDirectory: directory,
            platformOptions: options,
            input: .none,
            output: .fileDescriptor(output.writeEnd, closeAfterSpawningProcess: true),
            error: .fileDescriptor(complaint.writeEnd, closeAfterSpawningProcess: true)
        ) { execution in
            let watch = ProgramWatch(
                process: execution.processIdentifier.processDescriptor,
                output: output.readEnd,
                complaint: complaint.readEnd,
                outputLimit: Self.outputLimit,
                complaintLimit: Self.complaintLimit
            )
            let seen = try await blocking { watch.watch(for: timeLimit) }
            // The process is not reaped before this closure returns, so its group id cannot have been reused.
            try? execution.send(signal: .kill, toProcessGroup: true)
            return seen
        }
        let seen = result.closureResult
        return Report(
            Self.outcome(seen.end, result.terminationStatus, seen.output),
            complaint: seen.complaint
        )
    }

    // swift-subprocess copies byte arguments up to the first zero.
    private static func terminated(_ text: [UInt8]) -> [UInt8] { text + [0] }

    private static func outcome(
        _ end: ProgramWatch.End,
        _ status: TerminationStatus,
        _ output: [UInt8]
    ) -> ProgramOutcome {
        switch (end, status) {
        case (.timedOut, _): .timedOut
        case (.tooMuchOutput, _): .tooMuchOutput
        case (.finished, .exited(let code)): .exited(status: Int(code), output: output)
        // The exit status that shells report.
        case (.finished, .signaled(let signal)): .exited(status: 128 + Int(signal), output: output)
        }
    }
}

extension ProgramRunner.Report {
    init(_ outcome: ProgramOutcome, complaint: [UInt8] = []) {
        self.outcome = outcome
        self.complaint = complaint
    }
}
