/// A step of a plan: make the running NFS server read its exports again.
public struct ExportsReload: Sendable, Hashable, Codable {
    /// Why the server must read the exports again.
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// A step before this one changes the exports file.
        case tableChanges = "table-changes"
        /// The exports file is newer than the one that the server has read.
        case serverIsBehind = "server-is-behind"
    }

    /// Why the server must read the exports again.
    public let reason: Reason

    /// Describes the step.
    public init(reason: Reason) {
        self.reason = reason
    }

    /// The server must be running; a server that is not running reads its exports when it starts.
    public var precondition: Precondition { .serverIsRunning }
}
