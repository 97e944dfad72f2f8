/// A step of a plan: make the running server read its table of exports again.
public struct ExportsReload: Sendable, Hashable, Codable {
    /// Why the server has to read the table again.
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// A step before this one changes the table.
        case tableChanges = "table-changes"
        /// The table is newer than what the server read.
        case serverIsBehind = "server-is-behind"
    }

    /// Why the server has to read the table again.
    public let reason: Reason

    /// Describes the step.
    public init(reason: Reason) {
        self.reason = reason
    }

    /// A server must run: one that does not run reads the table when it starts.
    public var precondition: Precondition { .serverIsRunning }
}
