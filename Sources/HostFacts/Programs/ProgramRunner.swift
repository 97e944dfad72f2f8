public import AutomountResolver
import Subprocess
public import SystemFiles
import SystemPackage

/// Runs program maps as automount does: with the key as the only argument, in the directory of the mount point.
///
/// A program gets the variables of ``AutomountResolver/ProgramRun``, a `PATH` where none of them is one, and nothing
/// of the caller's environment; it reads `/dev/null`, and has a process group of its own, of which nothing is left
/// when it has ended or a limit is reached; what it moved to another group goes on. It runs with the rights of the caller.
///
/// Below another root than `/` the program there is run, but on this system: there is no chroot(2), and what it reads
/// by absolute paths are the files of this machine.
public struct ProgramRunner: Sendable {
    /// What a run came to.
    public struct Report: Sendable {
        /// How it ended, and what it wrote.
        public let outcome: ProgramOutcome
        /// The beginning of what it complained about.
        public let complaint: [UInt8]
    }

    /// How long a program may take unless the caller says otherwise.
    public static let usualTimeLimit = Duration.seconds(10)
    /// The `PATH` of automount and its programs where nothing else is known: where a system keeps its own programs.
    public static let usualPath = "/usr/sbin:/usr/bin:/sbin:/bin"
    // An entry has at most 16 KiB; what comes after its line is still read, as automount does.
    private static let outputLimit = 1 << 20
    private static let complaintLimit = 4_096

    private let root: RootDirectory
    private let timeLimit: Duration

    /// Runs programs that lie below a root.
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
            // It is there, so that what is missing is another file.
            return Report(.cannotRun(reason: "its interpreter is missing, or execution is forbidden there"))
        } catch let error as SubprocessError {
            return Report(.cannotRun(reason: error.underlyingError.map { "\($0)" } ?? "\(error)"))
        } catch {
            return Report(.cannotRun(reason: "\(error)"))
        }
    }

    /// Where the process finds what a path below the root leads to.
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
            // The process is not reaped before this closure returns, so the number of its group is still its own.
            try? execution.send(signal: .kill, toProcessGroup: true)
            return seen
        }
        let seen = result.closureResult
        return Report(
            Self.outcome(seen.end, result.terminationStatus, seen.output),
            complaint: seen.complaint
        )
    }

    // What swift-subprocess takes as bytes it copies up to their first zero.
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
        // As shells count it.
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
