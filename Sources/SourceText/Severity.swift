/// The severity of a finding.
public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    /// Worth knowing; nothing breaks.
    case note
    /// It works, but will cause trouble sooner or later.
    case warning
    /// It breaks something or creates a security hole.
    case error

    /// Orders notes before warnings, and warnings before errors.
    public static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}
