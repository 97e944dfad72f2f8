/// What applying a plan came to.
public struct SyncOutcome: Sendable, Codable {
    /// A home that could not be made, while others were.
    public struct Failure: Sendable, Hashable, Codable {
        /// The path.
        public let path: String
        /// Why, and what to do.
        public let message: String
    }

    /// What the server said when it was asked for the export.
    public enum Verification: String, Sendable, Codable, CaseIterable {
        /// Nobody asked: no server runs here, or the configuration leaves it alone.
        case notAsked = "not-asked"
        /// The server offers the homes.
        case offered
        /// The server does not offer the homes.
        case missing
        /// The server keeps no list of its exports: it serves NFSv4 alone.
        case unlisted
        /// The server could not be asked.
        case unknown
    }

    /// The names of the homes that were made.
    public internal(set) var made: [String] = []
    /// The homes that could not be made.
    public internal(set) var failures: [Failure] = []
    /// The paths of the files that were written.
    public internal(set) var written: [String] = []
    /// Whether the running server read its table of exports again.
    public internal(set) var reloaded = false
    /// Whether the running server offers the homes now.
    public internal(set) var verification = Verification.notAsked
    /// What the server had against its table of exports, where it did not take all of it.
    public internal(set) var reloadComplaint: String?
    /// Why the server could not be asked for the homes.
    public internal(set) var verificationProblem: String?

    /// Whether everything that was planned is done, and the server serves it.
    public var isComplete: Bool {
        failures.isEmpty && reloadComplaint == nil && [.notAsked, .offered, .unlisted].contains(verification)
    }
}
