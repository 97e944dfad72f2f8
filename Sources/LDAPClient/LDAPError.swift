/// Why the directory could not be asked, or why its answer must not be used.
///
/// ``description`` is safe to log: it names servers, bases and what to do, never a password or a filter.
public struct LDAPError: Error {
    /// What went wrong, by what the caller does next.
    public struct Code: Sendable, Hashable {
        private enum Kind: Sendable {
            case unreachable, timedOut, tlsFailed, denied, unavailable, noSuchBase, incomplete, referral
            case refused, badRequest, badSettings, protocolViolation, connectionInUse, closed, cancelled
        }

        private let kind: Kind

        /// No server answered, or the connection broke: try again later, change nothing meanwhile.
        public static let unreachable = Code(kind: .unreachable)
        /// A server was silent for longer than allowed: try again later, change nothing meanwhile.
        public static let timedOut = Code(kind: .timedOut)
        /// TLS could not be set up, or the certificate is not the server's: mend the trust, never go without.
        public static let tlsFailed = Code(kind: .tlsFailed)
        /// The server does not accept the identity, or gives it no right: mend name, password or access
        /// rules.
        public static let denied = Code(kind: .denied)
        /// The server is up but busy or out of service: try again later.
        public static let unavailable = Code(kind: .unavailable)
        /// The base of the search does not exist there, or may not be seen: mend the base.
        public static let noSuchBase = Code(kind: .noSuchBase)
        /// The answer was cut off: use none of it to conclude that an entry is gone; raise the limits.
        public static let incomplete = Code(kind: .incomplete)
        /// Another server holds the answer: ask that one.
        public static let referral = Code(kind: .referral)
        /// The server refuses the request for another reason, which the message quotes.
        public static let refused = Code(kind: .refused)
        /// The filter, base or attributes are malformed: mend the request.
        public static let badRequest = Code(kind: .badRequest)
        /// The settings contradict themselves, or a file they name is unfit: mend the settings.
        public static let badSettings = Code(kind: .badSettings)
        /// The peer does not speak LDAP as the standard has it: nothing it said can be used.
        public static let protocolViolation = Code(kind: .protocolViolation)
        /// Another search is still open on this connection: finish it first, or open a second connection.
        public static let connectionInUse = Code(kind: .connectionInUse)
        /// The connection was closed, or failed before: open a new one.
        public static let closed = Code(kind: .closed)
        /// The task was cancelled; the operation is abandoned.
        public static let cancelled = Code(kind: .cancelled)
    }

    /// What went wrong, by what the caller does next.
    public let code: Code
    /// What happened, where, and what to do about it.
    public let message: String
    /// The result code of the server or of libldap, where there was one.
    public let resultCode: LDAPResultCode?
    /// The longest part of the missing base that exists, as the server says, for ``Code/noSuchBase``.
    public let matchedDN: String?
    /// Where the server sends us to: referrals, or the continuation references of a search.
    public let referrals: [String]
    /// More for a developer's eyes, such as the filter; not for logs.
    let privateDetail: String?

    init(
        _ code: Code,
        _ message: String,
        resultCode: LDAPResultCode? = nil,
        matchedDN: String? = nil,
        referrals: [String] = [],
        privateDetail: String? = nil
    ) {
        self.code = code
        self.message = message
        self.resultCode = resultCode
        self.matchedDN = matchedDN
        self.referrals = referrals
        self.privateDetail = privateDetail
    }
}

extension LDAPError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The message; safe to log.
    public var description: String { message }

    /// The message with the request's details, which may name people.
    public var debugDescription: String {
        guard let privateDetail else { return message }
        return "\(message) [\(privateDetail)]"
    }
}
