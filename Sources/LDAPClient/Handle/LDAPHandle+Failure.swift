extension LDAPHandle {
    /// The error for a result code.
    func failure(
        _ code: LDAPResultCode,
        _ diagnostic: String,
        during operation: String,
        referrals: [String] = []
    ) -> LDAPError {
        let kind = Self.kind(of: code)
        let quote = diagnostic.isEmpty ? "" : " (\"\(diagnostic)\")"
        var message = "\(uri): \(operation) failed with \(code)\(quote)"
        if let advice = Self.advice(kind, referrals) { message += "; \(advice)" }
        return LDAPError(kind, message, resultCode: code, referrals: referrals)
    }

    /// Whether the connection can no longer be used after an error.
    static func breaksConnection(_ code: LDAPError.Code) -> Bool {
        [.unreachable, .timedOut, .tlsFailed, .protocolViolation].contains(code)
    }

    private static func kind(of code: LDAPResultCode) -> LDAPError.Code {
        switch code {
        case .serverDown, .connectError: .unreachable
        case .timeout: .timedOut
        case .timeLimitExceeded, .sizeLimitExceeded, .adminLimitExceeded: .incomplete
        case .referral: .referral
        case .busy, .unavailable: .unavailable
        case .noSuchObject: .noSuchBase
        // Active Directory answers so before a bind.
        case .operationsError, .authMethodNotSupported, .strongerAuthRequired, .confidentialityRequired,
            .inappropriateAuthentication, .invalidCredentials, .insufficientAccessRights:
            .denied
        case .filterError, .undefinedAttributeType, .inappropriateMatching, .invalidAttributeSyntax,
            .invalidDNSyntax:
            .badRequest
        case .protocolError, .decodingError, .controlNotFound: .protocolViolation
        default: .refused
        }
    }

    private static func advice(_ code: LDAPError.Code, _ referrals: [String]) -> String? {
        switch code {
        case .incomplete:
            "the answer is incomplete"
        case .referral:
            "ask the server that has the answer: "
                + (referrals.isEmpty ? "none was named" : referrals.joined(separator: " "))
        case .denied: "check the bind DN, its password, the need for TLS, and the server's access rules"
        case .unavailable: "try again later"
        case .unreachable: "check that the server is running and can be reached"
        default: nil
        }
    }
}
