/// Why an LDAP server could not be asked, or why its answer must not be used.
///
/// ``description`` is safe to log: it names servers and bases and says what to do, but has no password and no filter.
public struct LDAPError: Error {
    /// The kind of error, for the caller to decide what to do next.
    public struct Code: Sendable, Hashable {
        private enum Kind: Sendable {
            case unreachable, timedOut, tlsFailed, denied, unavailable, noSuchBase, incomplete, referral
            case refused, badRequest, badSettings, protocolViolation, connectionInUse, closed, cancelled,
                noCredentials
        }

        private let kind: Kind

        /// No server answered, or the connection broke: try again later, and change nothing until then.
        public static let unreachable = Code(kind: .unreachable)
        /// A server sent nothing within the time limit: try again later, and change nothing until then.
        public static let timedOut = Code(kind: .timedOut)
        /// TLS failed, or the certificate is not trusted: correct that, and never continue without TLS.
        public static let tlsFailed = Code(kind: .tlsFailed)
        /// The server does not accept the identity or denies it access: correct the name, the password or the access
        /// rules.
        public static let denied = Code(kind: .denied)
        /// Kerberos has no credentials for this server: renew the ticket or correct the keytab, or wait for the KDC.
        public static let noCredentials = Code(kind: .noCredentials)
        /// The server is up but busy or out of service: try again later.
        public static let unavailable = Code(kind: .unavailable)
        /// The base of the search does not exist on the server or is not visible: correct the base.
        public static let noSuchBase = Code(kind: .noSuchBase)
        /// The answer is incomplete: never conclude from it that an entry was removed.
        ///
        /// Raise the limits.
        public static let incomplete = Code(kind: .incomplete)
        /// Another server has the answer: ask that one.
        public static let referral = Code(kind: .referral)
        /// The server refuses the request for another reason, which the message quotes.
        public static let refused = Code(kind: .refused)
        /// The filter, base or attributes are malformed: correct the request.
        public static let badRequest = Code(kind: .badRequest)
        /// The settings contradict each other, or a file that they name cannot be used: correct the settings.
        public static let badSettings = Code(kind: .badSettings)
        /// The server violates the LDAP protocol: nothing that it sent can be used.
        public static let protocolViolation = Code(kind: .protocolViolation)
        /// Another search is still running on this connection: finish it first, or open a second connection.
        public static let connectionInUse = Code(kind: .connectionInUse)
        /// The connection was closed, or failed before: open a new one.
        public static let closed = Code(kind: .closed)
        /// The task was cancelled; the operation is abandoned.
        public static let cancelled = Code(kind: .cancelled)
    }

    /// The kind of error, for the caller to decide what to do next.
    public let code: Code
    /// What happened, on which server, and what to do.
    public let message: String
    /// The result code of the server or of libldap, if there was one.
    public let resultCode: LDAPResultCode?
    /// For ``Code/noSuchBase``: the longest part of the base that exists, according to the server.
    public let matchedDN: String?
    /// Other servers that the server names: referrals, or the continuation references of a search.
    public let referrals: [String]
    /// Details for developers, such as the filter; not for logs.
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

extension LDAPError {
    /// The same error with words that only the caller can add, such as the name of a setting.
    public func adding(_ words: String) -> LDAPError {
        LDAPError(
            code,
            "\(message); \(words)",
            resultCode: resultCode,
            matchedDN: matchedDN,
            referrals: referrals,
            privateDetail: privateDetail
        )
    }
}

extension LDAPError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The message; safe to log.
    public var description: String { message }

    /// The message with details of the request, which may name people.
    public var debugDescription: String {
        guard let privateDetail else { return message }
        return "\(message) [\(privateDetail)]"
    }
}
