/// A run of a program map: the program, the key and the environment.
public struct ProgramRun: Sendable, Hashable {
    /// The path of the program.
    public let path: String
    /// Its only argument: the key (`modules/lookup_program.c: lookup_one`; case program-036).
    public let key: [UInt8]
    /// The directory in which it runs: the mount point (`modules/lookup_program.c: lookup_one`; case program-039).
    public let directory: String
    /// The variables that automount adds to its own environment.
    public let environment: [String: String]

    /// Creates a run.
    public init(path: String, key: [UInt8], directory: String, environment: [String: String]) {
        self.path = path
        self.key = key
        self.directory = directory
        self.environment = environment
    }
}

/// The result of running a program map.
public enum ProgramOutcome: Sendable, Hashable {
    /// The program ended with a status; the output is what it wrote to standard output.
    case exited(status: Int, output: [UInt8])
    /// The program was not run, because that was not allowed.
    case notRun
    /// The program did not end in time and was stopped.
    case timedOut
    /// The program wrote more than the limit and was stopped.
    case tooMuchOutput
    /// The program could not be started; the reason is a phrase that follows a colon.
    case cannotRun(reason: String)
}
