/// Why the answer of a server to a call has no results.
enum RPCFailure: Error, Hashable {
    case malformed(String)
    case programUnavailable
    case versionMismatch(low: UInt32, high: UInt32)
    case procedureUnavailable
    case garbageArguments
    case systemError
    case protocolMismatch(low: UInt32, high: UInt32)
    case denied(AuthenticationStatus)
}

/// Why a server does not accept a credential: `auth_stat` of RFC 5531, section 9.
struct AuthenticationStatus: RawRepresentable, Hashable, CustomStringConvertible {
    let rawValue: UInt32

    static let badCredential = AuthenticationStatus(rawValue: 1)
    static let rejectedCredential = AuthenticationStatus(rawValue: 2)
    static let badVerifier = AuthenticationStatus(rawValue: 3)
    static let rejectedVerifier = AuthenticationStatus(rawValue: 4)
    static let tooWeak = AuthenticationStatus(rawValue: 5)
    static let invalidResponse = AuthenticationStatus(rawValue: 6)

    var description: String {
        switch self {
        case .badCredential: "the credential is malformed"
        case .rejectedCredential: "the credential was rejected"
        case .badVerifier: "the verifier is malformed"
        case .rejectedVerifier: "the verifier was rejected"
        case .tooWeak: "the security flavor is too weak"
        case .invalidResponse: "the server's own verifier is invalid"
        default: "status \(rawValue)"
        }
    }
}
