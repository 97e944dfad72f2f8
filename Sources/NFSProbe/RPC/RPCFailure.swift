/// Why a server's reply to an RPC call carries no result (`reject_stat` and `accept_stat`, RFC 5531, section 9).
enum RPCFailure: Error, Hashable {
    /// The reply is not valid RPC; the text says why.
    case malformed(String)
    case programUnavailable
    /// The program is there in the versions `low` to `high` only.
    case versionMismatch(low: UInt32, high: UInt32)
    case procedureUnavailable
    case garbageArguments
    case systemError
    /// The server speaks the versions `low` to `high` of RPC itself only.
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
