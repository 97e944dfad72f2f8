import CLDAP

extension LDAPHandle {
    /// The least length in bits of the key of a SASL layer: any encryption, because old KDCs know only 56 bits.
    private static let leastStrength = 56

    private static let gssapiBind = "the SASL GSSAPI bind"

    /// Binds with SASL GSSAPI (RFC 4752), step by step (ldap_sasl_interactive_bind in ldap_sasl_bind(3)).
    ///
    /// The credentials come from the Kerberos environment of the process. Without TLS, GSSAPI itself encrypts and
    /// authenticates all that follows; within TLS it must not, because Active Directory refuses that (MS-ADTS section
    /// 5.1.2.2).
    ///
    /// - Parameters:
    ///   - isEncrypted: Whether TLS protects the connection already.
    ///   - silence: The longest wait for a message of the server. For the KDC, the Kerberos library waits by its own
    ///     limits.
    /// - Throws: `.noCredentials` if GSSAPI fails on this side; `.protocolViolation` if the server does not prove that
    ///   it is the one in the URI; otherwise as other binds.
    func bindWithGSSAPI(isEncrypted: Bool, within silence: Duration) throws(LDAPError) {
        try configureSASL(isEncrypted: isEncrypted)
        var mechanism: UnsafePointer<CChar>?
        var messageID: Int32 = 0
        var status = CLDAP_step_gssapi(pointer, nil, &mechanism, &messageID)
        while status == LDAP_SASL_BIND_IN_PROGRESS {
            let answer = try receive(messageID, within: silence, for: Self.gssapiBind)
            status = CLDAP_step_gssapi(pointer, answer.pointer, &mechanism, &messageID)
        }
        guard status == LDAP_SUCCESS else { throw gssapiFailure(LDAPResultCode(rawValue: status)) }
        // libldap 2.5 also accepts a success that arrives before GSSAPI has finished; then it still has the mechanism.
        guard mechanism == nil, isEncrypted || saslStrength >= Self.leastStrength else {
            throw LDAPError(
                .protocolViolation,
                "\(uri) accepted \(Self.gssapiBind) without proving its own identity; another server may have "
                    + "answered in its place"
            )
        }
    }

    /// The length in bits of the key with which SASL encrypts the connection; 0 if it does not.
    var saslStrength: Int {
        Int(CLDAP_sasl_strength(pointer))
    }

    /// Sets every option of SASL, so that `SASL_…` of ldap.conf(5) has no effect.
    private func configureSASL(isEncrypted: Bool) throws(LDAPError) {
        // The name in the URI is that of the service, and never what reverse DNS makes of the address.
        try check(CLDAP_set_boolean(pointer, LDAP_OPT_X_SASL_NOCANON, 1), LDAP_OPT_X_SASL_NOCANON)
        let strength = isEncrypted ? "minssf=0,maxssf=0" : "minssf=\(Self.leastStrength),maxssf=\(Int32.max)"
        let properties = "noanonymous,noplain,\(strength),maxbufsize=65536"
        try check(CLDAP_set_text(pointer, LDAP_OPT_X_SASL_SECPROPS, properties), LDAP_OPT_X_SASL_SECPROPS)
        // Binds the authentication to the server's certificate (RFC 5929), for servers that require it.
        let binding = LDAP_OPT_X_SASL_CBINDING_TLS_ENDPOINT
        try check(CLDAP_set_integer(pointer, LDAP_OPT_X_SASL_CBINDING, binding), LDAP_OPT_X_SASL_CBINDING)
    }

    private func gssapiFailure(_ code: LDAPResultCode) -> LDAPError {
        if code == .paramError {
            return LDAPError(
                .protocolViolation,
                "\(uri) sent a message of another kind instead of the answer to \(Self.gssapiBind)",
                resultCode: code
            )
        }
        let isLocal = code.rawValue < 0 && ![.serverDown, .connectError, .decodingError].contains(code)
        guard isLocal else { return failure(code, lastDiagnostic, during: Self.gssapiBind) }
        guard CLDAP_has_gssapi(pointer) != 0 else {
            return LDAPError(
                .badSettings,
                "\(uri): \(Self.gssapiBind) needs the GSSAPI plug-in of Cyrus SASL, which is missing on this machine; "
                    + "install it (libsasl2-modules-gssapi-mit on Debian, cyrus-sasl-gssapi on others)",
                resultCode: code
            )
        }
        return LDAPError(
            .noCredentials,
            "\(uri): \(Self.gssapiBind) failed on this side with \(code) (\"\(lastDiagnostic)\"); check the ticket "
                + "cache (KRB5CCNAME) or the client keytab (KRB5_CLIENT_KTNAME), and that the KDC answers",
            resultCode: code
        )
    }
}
