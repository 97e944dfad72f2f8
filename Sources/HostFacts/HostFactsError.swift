/// Why a fact about a host could not be determined.
public struct HostFactsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure.
    public struct Code: Sendable, Hashable {
        private enum Kind {
            case unknownUser
        }

        private let kind: Kind

        /// No account has this name.
        public static let unknownUser = Code(kind: .unknownUser)
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, and what to do.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
