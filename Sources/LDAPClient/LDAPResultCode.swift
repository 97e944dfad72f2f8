/// A result code of LDAP (RFC 4511 section 4.1.9, and RFC 4533) or, below zero, of libldap itself
/// (ldap_error(3)).
///
/// Servers may send codes that nobody has named here; they stay what they are.
public struct LDAPResultCode: RawRepresentable, Sendable, Hashable {
    /// The number.
    public let rawValue: Int32

    /// Takes any number for a result code.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The operation is done, completely.
    public static let success = LDAPResultCode(rawValue: 0)
    /// The operation came out of its order, as a search before the bind that a server demands.
    public static let operationsError = LDAPResultCode(rawValue: 1)
    /// The server did not understand the request.
    public static let protocolError = LDAPResultCode(rawValue: 2)
    /// The search took longer than the server allows.
    public static let timeLimitExceeded = LDAPResultCode(rawValue: 3)
    /// The search found more entries than the server gives out.
    public static let sizeLimitExceeded = LDAPResultCode(rawValue: 4)
    /// The server does not take this way to authenticate.
    public static let authMethodNotSupported = LDAPResultCode(rawValue: 7)
    /// The server demands a stronger way to authenticate, or TLS.
    public static let strongerAuthRequired = LDAPResultCode(rawValue: 8)
    /// Another server holds the answer.
    public static let referral = LDAPResultCode(rawValue: 10)
    /// A limit of the server's administrator was hit.
    public static let adminLimitExceeded = LDAPResultCode(rawValue: 11)
    /// The server does not know a control that had to be obeyed.
    public static let unavailableCriticalExtension = LDAPResultCode(rawValue: 12)
    /// The server demands TLS.
    public static let confidentialityRequired = LDAPResultCode(rawValue: 13)
    /// An attribute that the schema does not know.
    public static let undefinedAttributeType = LDAPResultCode(rawValue: 17)
    /// A filter that the matching rule of the attribute cannot answer.
    public static let inappropriateMatching = LDAPResultCode(rawValue: 18)
    /// A value that is not of the attribute's syntax.
    public static let invalidAttributeSyntax = LDAPResultCode(rawValue: 21)
    /// The base does not exist, or may not be seen.
    public static let noSuchObject = LDAPResultCode(rawValue: 32)
    /// A distinguished name that is none.
    public static let invalidDNSyntax = LDAPResultCode(rawValue: 34)
    /// Anonymous, or a way to authenticate that the entry has no secret for.
    public static let inappropriateAuthentication = LDAPResultCode(rawValue: 48)
    /// A wrong name or password.
    public static let invalidCredentials = LDAPResultCode(rawValue: 49)
    /// The bound identity may not do this.
    public static let insufficientAccessRights = LDAPResultCode(rawValue: 50)
    /// The server has too much to do.
    public static let busy = LDAPResultCode(rawValue: 51)
    /// The server is shutting down, or a part of it is out of service.
    public static let unavailable = LDAPResultCode(rawValue: 52)
    /// The server refuses by its own policy.
    public static let unwillingToPerform = LDAPResultCode(rawValue: 53)
    /// Something else went wrong in the server.
    public static let other = LDAPResultCode(rawValue: 80)
    /// The cookie of a content synchronisation is of no use; a full refresh is needed (RFC 4533).
    public static let syncRefreshRequired = LDAPResultCode(rawValue: 4096)

    /// libldap: the connection is gone, or never was.
    public static let serverDown = LDAPResultCode(rawValue: -1)
    /// libldap: something went wrong on this side.
    public static let localError = LDAPResultCode(rawValue: -2)
    /// libldap: the peer sent what is not LDAP.
    public static let decodingError = LDAPResultCode(rawValue: -4)
    /// libldap: no answer within the time allowed.
    public static let timeout = LDAPResultCode(rawValue: -5)
    /// libldap: the filter is not one by RFC 4515.
    public static let filterError = LDAPResultCode(rawValue: -7)
    /// libldap: the connection or its TLS could not be set up.
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
        case .filterError: "bad search filter (-7)"
        case .connectError: "connect error (-11)"
        case .controlNotFound: "control not found (-13)"
        default: "result code \(rawValue)"
        }
    }
}
