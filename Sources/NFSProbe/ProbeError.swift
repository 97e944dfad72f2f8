/// Why a server could not be probed, with the host, the step, and what to do.
public struct ProbeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure, for the caller to decide what to do next.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name in output.
        public let description: String

        private init(_ description: String) {
            self.description = description
        }

        /// The name of the host has no address.
        public static let unresolvable = Code("unresolvable")
        /// The host cannot be reached, or it broke the connection.
        public static let unreachable = Code("unreachable")
        /// The host can be reached, but nothing listens on the port.
        public static let refused = Code("refused")
        /// No mountd is registered with the server's rpcbind; the server may serve NFSv4 only.
        public static let notRegistered = Code("not-registered")
        /// The program that answers does not support the call.
        public static let unsupported = Code("unsupported")
        /// The server does not accept the caller.
        public static let denied = Code("denied")
        /// The server reported an internal error.
        public static let serverFault = Code("server-fault")
        /// The answer violates the protocol.
        public static let malformedReply = Code("malformed-reply")
        /// The answer exceeds the limits.
        public static let replyTooLarge = Code("reply-too-large")
        /// The answer was not complete within the time limit.
        public static let timedOut = Code("timed-out")
        /// The caller's task was cancelled.
        public static let cancelled = Code("cancelled")
        /// This machine has no free thread, descriptor or memory for a probe.
        public static let noResources = Code("no-resources")
    }

    /// The steps of a probe, in order.
    public enum Step: String, Sendable, Hashable, Comparable, CaseIterable {
        /// Waiting for a thread to run on.
        case start
        /// Looking up the addresses of the host.
        case resolve
        /// Asking rpcbind for the port of mountd.
        case rpcbind
        /// Asking mountd for its exports.
        case mount

        /// Whether a step comes before another one.
        ///
        /// - Parameters:
        ///   - one: a step.
        ///   - other: another step.
        /// - Returns: true if the first is done before the second.
        public static func < (one: Step, other: Step) -> Bool {
            one.position < other.position
        }

        private var position: Int {
            switch self {
            case .start: 0
            case .resolve: 1
            case .rpcbind: 2
            case .mount: 3
            }
        }
    }

    /// The kind of failure.
    public let code: Code
    /// The step that failed.
    public let step: Step
    /// The host, with unprintable characters escaped.
    public let host: String
    /// What was expected, what happened, and what to do.
    public let message: String

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: the kind of failure.
    ///   - step: the step that failed.
    ///   - host: the host, as the caller named it.
    ///   - message: what was expected, what happened, and what to do.
    public init(_ code: Code, _ step: Step, host: String, _ message: String) {
        self.code = code
        self.step = step
        self.host = XDRString(bytes: Array(host.utf8)).description
        self.message = message
    }

    /// The failure in one line that is safe to log.
    public var description: String { "\(host): \(step.rawValue): \(message) [\(code)]" }
}
