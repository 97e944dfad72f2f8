/// A silenced finding, and the reason.
public struct SilencedDiagnostic: Sendable, Hashable {
    /// Where it was silenced.
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
    /// The given reason.
    public let reason: String

    /// Makes a silenced finding.
    public init(_ diagnostic: Diagnostic, origin: Origin, reason: String) {
        self.diagnostic = diagnostic
        self.origin = origin
        self.reason = reason
    }
}
