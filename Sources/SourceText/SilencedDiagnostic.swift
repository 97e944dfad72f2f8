/// A finding that somebody decided not to mind, and why.
public struct SilencedDiagnostic: Sendable, Hashable {
    /// Where somebody said so.
    public enum Origin: String, Sendable, Codable {
        /// A comment in the file itself.
        case comment
        /// The configuration.
        case configuration
    }

    /// The finding.
    public let diagnostic: Diagnostic
    /// Where it was silenced.
    public let origin: Origin
    /// The reason that was given.
    public let reason: String

    /// Notes that a finding is silenced.
    public init(_ diagnostic: Diagnostic, origin: Origin, reason: String) {
        self.diagnostic = diagnostic
        self.origin = origin
        self.reason = reason
    }
}
