/// An entry that gets no home, and why.
///
/// It is reported and never repaired; the other entries are served.
public struct RefusedEntry: Sendable, Hashable, Codable, Error {
    /// What is wrong with the entry.
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// An attribute is missing or empty.
        case missingAttribute = "missing-attribute"
        /// An attribute has several values where one is needed.
        case severalValues = "several-values"
        /// The name could not be a login name, or would change the meaning of a file.
        case badName = "bad-name"
        /// A number is not a decimal number.
        case badNumber = "bad-number"
        /// A number lies outside the configured range or is reserved.
        case numberOutOfRange = "number-out-of-range"
        /// The home is not a plain absolute path.
        case badHome = "bad-home"
        /// The home lies outside the configured prefix.
        case homeOutsidePrefix = "home-outside-prefix"
        /// The entry arrived twice with different values: it was changed during the search.
        case changedMeanwhile = "changed-meanwhile"
    }

    /// The DN of the entry.
    public let dn: String
    /// What is wrong.
    public let reason: Reason
    /// What is wrong with this entry, and what was expected.
    public let message: String
    /// Whether the configuration says that the refusal is known.
    public internal(set) var isKnown: Bool

    private enum CodingKeys: String, CodingKey {
        case dn, reason, message
        case isKnown = "known"
    }

    /// Refuses an entry.
    public init(dn: String, reason: Reason, message: String, isKnown: Bool = false) {
        self.dn = dn
        self.reason = reason
        self.message = message
        self.isKnown = isKnown
    }
}
