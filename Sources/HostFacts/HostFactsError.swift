/// Why something that a host knows could not be told.
public struct HostFactsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public struct Code: Sendable, Hashable {
        private enum Kind {
            case unknownUser
        }

        private let kind: Kind

        /// No account has this name.
        public static let unknownUser = Code(kind: .unknownUser)
    }

    /// What kind of failure it is.
    public let code: Code
    /// What happened, and what to do.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
