/// A result code of LDAP (RFC 4511 section 4.1.9, and RFC 4533) or, below zero, of libldap itself
/// (ldap_error(3)).
///
/// Servers may send other codes than those named here.
public struct LDAPResultCode: RawRepresentable, Sendable, Hashable {
    /// The number.
    public let rawValue: Int32

    /// Makes a result code from any number.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The operation was completed.
    public static let success = LDAPResultCode(rawValue: 0)
    /// The operation came in the wrong order, such as a search before a required bind.
    public static let operationsError = LDAPResultCode(rawValue: 1)
    /// The server did not understand the request.
    public static let protocolError = LDAPResultCode(rawValue: 2)
    /// The search took longer than the server allows.
    public static let timeLimitExceeded = LDAPResultCode(rawValue: 3)
    /// The search found more entries than the server returns.
    public static let sizeLimitExceeded = LDAPResultCode(rawValue: 4)
    /// The server does not support this way to authenticate.
    public static let authMethodNotSupported = LDAPResultCode(rawValue: 7)
    /// The server requires a stronger way to authenticate, or TLS.
    public static let strongerAuthRequired = LDAPResultCode(rawValue: 8)
    /// Another server has the answer.
    public static let referral = LDAPResultCode(rawValue: 10)
    /// A limit that the server's administrator has set was exceeded.
    public static let adminLimitExceeded = LDAPResultCode(rawValue: 11)
    /// The server does not support a critical control.
    public static let unavailableCriticalExtension = LDAPResultCode(rawValue: 12)
    /// The server requires TLS.
    public static let confidentialityRequired = LDAPResultCode(rawValue: 13)
    /// An attribute that the schema does not know.
    public static let undefinedAttributeType = LDAPResultCode(rawValue: 17)
    /// A filter that the matching rule of the attribute cannot answer.
    public static let inappropriateMatching = LDAPResultCode(rawValue: 18)
    /// A value does not have the syntax of the attribute.
    public static let invalidAttributeSyntax = LDAPResultCode(rawValue: 21)
    /// The base does not exist, or is not visible.
    public static let noSuchObject = LDAPResultCode(rawValue: 32)
    /// A distinguished name is malformed.
    public static let invalidDNSyntax = LDAPResultCode(rawValue: 34)
    /// Authentication is required, or the entry has no secret for this way to authenticate.
    public static let inappropriateAuthentication = LDAPResultCode(rawValue: 48)
    /// A wrong name or password.
    public static let invalidCredentials = LDAPResultCode(rawValue: 49)
    /// The identity is not allowed to do this.
    public static let insufficientAccessRights = LDAPResultCode(rawValue: 50)
    /// The server is overloaded.
    public static let busy = LDAPResultCode(rawValue: 51)
    /// The server is shutting down, or a part of it is out of service.
    public static let unavailable = LDAPResultCode(rawValue: 52)
    /// The server refuses by its own policy.
    public static let unwillingToPerform = LDAPResultCode(rawValue: 53)
    /// Something else went wrong in the server.
    public static let other = LDAPResultCode(rawValue: 80)
    /// The cookie of a content synchronisation cannot be used; a full refresh is needed (RFC 4533).
    public static let syncRefreshRequired = LDAPResultCode(rawValue: 4096)

    /// libldap: there is no connection to the server.
    public static let serverDown = LDAPResultCode(rawValue: -1)
    /// libldap: a local error.
    public static let localError = LDAPResultCode(rawValue: -2)
    /// libldap: the server sent a message that is not LDAP.
    public static let decodingError = LDAPResultCode(rawValue: -4)
    /// libldap: no answer within the time limit.
    public static let timeout = LDAPResultCode(rawValue: -5)
    /// libldap: the way to authenticate is unknown or failed on this side.
    public static let authUnknown = LDAPResultCode(rawValue: -6)
    /// libldap: the filter is not valid by RFC 4515.
    public static let filterError = LDAPResultCode(rawValue: -7)
    /// libldap: a parameter that it does not accept, or a message of another kind than expected.
    public static let paramError = LDAPResultCode(rawValue: -9)
    /// libldap: the connection or its TLS failed.
    public static let connectError = LDAPResultCode(rawValue: -11)
    /// libldap: an expected control is missing from the answer.
    public static let controlNotFound = LDAPResultCode(rawValue: -13)
}

extension LDAPResultCode: CustomStringConvertible {
    /// The name of the code as RFC 4511 writes it, with the number.
    public var description: String {
        switch self {
        case .success: "success (0)"
        case .operationsError: "operationsError (1)"
        case .protocolError: "protocolError (2)"
        case .timeLimitExceeded: "timeLimitExceeded (3)"
        case .sizeLimitExceeded: "sizeLimitExceeded (4)"
        case .authMethodNotSupported: "authMethodNotSupported (7)"
        case .strongerAuthRequired: "strongerAuthRequired (8)"
        case .referral: "referral (10)"
        case .adminLimitExceeded: "adminLimitExceeded (11)"
        case .unavailableCriticalExtension: "unavailableCriticalExtension (12)"
        case .confidentialityRequired: "confidentialityRequired (13)"
        case .undefinedAttributeType: "undefinedAttributeType (17)"
        case .inappropriateMatching: "inappropriateMatching (18)"
        case .invalidAttributeSyntax: "invalidAttributeSyntax (21)"
        case .noSuchObject: "noSuchObject (32)"
        case .invalidDNSyntax: "invalidDNSyntax (34)"
        case .inappropriateAuthentication: "inappropriateAuthentication (48)"
        case .invalidCredentials: "invalidCredentials (49)"
        case .insufficientAccessRights: "insufficientAccessRights (50)"
        case .busy: "busy (51)"
        case .unavailable: "unavailable (52)"
        case .unwillingToPerform: "unwillingToPerform (53)"
        case .other: "other (80)"
        case .syncRefreshRequired: "e-syncRefreshRequired (4096)"
        case .serverDown: "server down (-1)"
        case .localError: "local error (-2)"
        case .decodingError: "decoding error (-4)"
        case .timeout: "timed out (-5)"
        case .authUnknown: "authentication failed (-6)"
        case .filterError: "bad search filter (-7)"
        case .paramError: "bad parameter (-9)"
        case .connectError: "connect error (-11)"
        case .controlNotFound: "control not found (-13)"
        default: "result code \(rawValue)"
        }
    }
}
