/// The result of applying a plan.
public struct SyncOutcome: Sendable, Codable {
    /// A home that could not be made, while others were.
    public struct Failure: Sendable, Hashable, Codable {
        /// The path.
        public let path: String
        /// Why, and what to do.
        public let message: String
    }

    /// The answer of the NFS server to the question whether it offers the homes.
    public enum Verification: String, Sendable, Codable, CaseIterable {
        /// It was not asked: no server runs here, or the configuration says not to reload it.
        case notAsked = "not-asked"
        /// The server offers the homes.
        case offered
        /// The server does not offer the homes.
        case missing
        /// The server has no list of its exports, because it serves NFSv4 only.
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
    /// Whether the running server read its exports again.
    public internal(set) var reloaded = false
    /// Whether the running server offers the homes now.
    public internal(set) var verification = Verification.notAsked
    /// The errors that the server reported about its exports, if it did not accept all of them.
    public internal(set) var reloadComplaint: String?
    /// Why the server could not be asked whether it offers the homes.
    public internal(set) var verificationProblem: String?

    /// What is unusual, but kept nobody from being served.
    public internal(set) var notices: [Notice] = []

    /// Makes the result of a run that has done nothing yet.
    public init() {}

    /// Whether the whole plan was carried out, and the server offers the homes.
    public var isComplete: Bool {
        failures.isEmpty && reloadComplaint == nil && [.notAsked, .offered, .unlisted].contains(verification)
    }
}
