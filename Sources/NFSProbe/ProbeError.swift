/// Why a server could not be probed: at which host, in which step, and what to do.
public struct ProbeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is, named by what the caller does next.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name as it appears in output.
        public let description: String

        private init(_ description: String) {
            self.description = description
        }

        /// The host's name has no address.
        public static let unresolvable = Code("unresolvable")
        /// No way leads to the host, or it broke the connection off.
        public static let unreachable = Code("unreachable")
        /// The host is there and nothing listens on the port.
        public static let refused = Code("refused")
        /// The server's rpcbind knows no mountd: it may serve NFSv4 alone.
        public static let notRegistered = Code("not-registered")
        /// The program that answers does not offer what was asked for.
        public static let unsupported = Code("unsupported")
        /// The server does not accept who asks.
        public static let denied = Code("denied")
        /// The server failed at its side and said so.
        public static let serverFault = Code("server-fault")
        /// The answer is not what the protocol allows.
        public static let malformedReply = Code("malformed-reply")
        /// The answer is longer than the limits allow.
        public static let replyTooLarge = Code("reply-too-large")
        /// The time was over before the answer was complete.
        public static let timedOut = Code("timed-out")
        /// The caller's task was cancelled.
        public static let cancelled = Code("cancelled")
        /// This machine has no thread, descriptor or memory left for a probe.
        public static let noResources = Code("no-resources")
    }

    /// What was being done, in the order in which it is done.
    public enum Step: String, Sendable, Hashable, Comparable, CaseIterable {
        /// Waiting for one of the threads that probes run on.
        case start
        /// Looking up the addresses of the host.
        case resolve
        /// Asking rpcbind for mountd's port.
        case rpcbind
        /// Asking mountd for its exports.
        case mount

        /// Whether a step comes before another.
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

    /// What kind of failure it is.
    public let code: Code
    /// What was being done.
    public let step: Step
    /// The host that was asked for, with everything unprintable escaped.
    public let host: String
    /// What was expected, what happened, and what to do.
    public let message: String

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: what kind of failure it is.
    ///   - step: what was being done.
    ///   - host: the host as it was asked for.
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
