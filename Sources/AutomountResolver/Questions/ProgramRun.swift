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

    /// Describes a run.
    public init(path: String, key: [UInt8], directory: String, environment: [String: String]) {
        self.path = path
        self.key = key
        self.directory = directory
        self.environment = environment
    }
}

/// What running a program map gave.
public enum ProgramOutcome: Sendable, Hashable {
    /// The program ended with a status; this is what it wrote to standard output.
    case exited(status: Int, output: [UInt8])
    /// The program was not run, because nobody allowed it.
    case notRun
    /// The program did not end in time and was stopped.
    case timedOut
    /// The program wrote more than is read and was stopped.
    case tooMuchOutput
    /// The program could not be started; the reason as it reads after a colon.
    case cannotRun(reason: String)
}
