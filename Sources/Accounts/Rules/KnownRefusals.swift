import SourceText

/// The entries that a site knows to be refused, such as system accounts.
///
/// They do not count for the exit status.
public struct KnownRefusals: Sendable, Hashable {
    /// The reason for each pattern.
    ///
    /// A pattern is a DN, in which each `*` matches any text, or a ``RefusedEntry/Reason``.
    public let reasons: [String: String]

    /// Makes the list.
    ///
    /// - Parameter reasons: The reason for each pattern.
    public init(_ reasons: [String: String] = [:]) {
        self.reasons = reasons
    }

    /// Whether a refusal is known.
    func covers(_ refusal: RefusedEntry) -> Bool {
        reasons.keys.contains { pattern in
            pattern == refusal.reason.rawValue
                || Wildcard(pattern.lowercased()).matches(refusal.dn.lowercased())
        }
    }
}
