/// What is found where a file is looked for.
public enum MapFile: Sendable, Hashable {
    /// A file and its bytes; `isExecutable` tells whether its owner may run it.
    case file([UInt8], isExecutable: Bool)
    /// A directory.
    case directory
    /// Nothing.
    case missing
    /// Something that cannot be read.
    case unreadable
}

/// What running a program map gave.
public enum ProgramOutcome: Sendable, Hashable {
    /// The program ended with a status; this is what it wrote to standard output.
    case exited(status: Int, output: [UInt8])
    /// The program was not run.
    case notRun
}

/// A run of a program map: which program, for which key, with which environment.
public struct ProgramRun: Sendable, Hashable {
    /// The path of the program.
    public let path: String
    /// Its only argument: the key that is looked up.
    public let key: [UInt8]
    /// The directory that it runs in: the mount point.
    public let directory: String
    /// The variables that automount adds to its own environment.
    public let environment: [String: String]
}

/// Where a resolver reads maps and configuration; the resolver itself touches nothing.
public protocol MapSource: Sendable {
    /// The file at an absolute path.
    func file(at path: String) -> MapFile
    /// The names in a directory, in any order; `nil` where there is no such directory.
    func names(inDirectory path: String) -> [String]?
    /// The outcome of a program map; refusing to run it is an answer too.
    func run(_ program: ProgramRun) -> ProgramOutcome
}

extension MapSource {
    /// No directories: for sources that only know files.
    public func names(inDirectory path: String) -> [String]? { nil }

    /// Runs nothing.
    public func run(_ program: ProgramRun) -> ProgramOutcome { .notRun }
}
