import CLDAP

extension LDAPHandle {
    /// The largest message that is accepted: far more than an entry with a photograph needs, and still harmless.
    private static let largestMessage = 32 << 20

    /// Sets every relevant option, so that ldap.conf(5), ~/.ldaprc and the environment have no effect.
    func configure(networkTimeout: Duration, timeout: Duration) throws(LDAPError) {
        let integers: [(Int32, Int32)] = [
            (LDAP_OPT_PROTOCOL_VERSION, Int32(LDAP_VERSION3)),
            (LDAP_OPT_DEREF, 0),
            (LDAP_OPT_SIZELIMIT, 0),
            (LDAP_OPT_TIMELIMIT, 0),
            // Only the URI and StartTLS decide about TLS, and not an inherited option.
            (LDAP_OPT_X_TLS, LDAP_OPT_X_TLS_NEVER),
        ]
        for (option, value) in integers {
            try check(CLDAP_set_integer(pointer, option, value), option)
        }
        try check(CLDAP_set_boolean(pointer, LDAP_OPT_REFERRALS, 0), LDAP_OPT_REFERRALS)
        try check(CLDAP_set_boolean(pointer, LDAP_OPT_RESTART, 1), LDAP_OPT_RESTART)
        try check(CLDAP_set_boolean(pointer, LDAP_OPT_CONNECT_ASYNC, 0), LDAP_OPT_CONNECT_ASYNC)
        try check(
            CLDAP_set_time(pointer, LDAP_OPT_NETWORK_TIMEOUT, networkTimeout.timeval),
            LDAP_OPT_NETWORK_TIMEOUT
        )
        try check(CLDAP_set_time(pointer, LDAP_OPT_TIMEOUT, timeout.timeval), LDAP_OPT_TIMEOUT)
        try check(CLDAP_set_largest_message(pointer, ber_len_t(Self.largestMessage)), LDAP_OPT_SOCKBUF)
    }

    /// Reads many messages at a time.
    ///
    /// Only for connections without TLS, which reads whole records anyway.
    func readAhead() throws(LDAPError) {
        try check(CLDAP_read_ahead(pointer), LDAP_OPT_SOCKBUF)
    }

    /// Sets the certificates, and starts TLS on the connection (ldap_install_tls).
    ///
    /// - Parameters:
    ///   - tls: The settings for TLS.
    ///   - authorities: The file of the certificate authorities to trust.
    ///   - limit: The time limit for the handshake.
    /// - Throws: `.tlsFailed`, `.timedOut`, or `.badSettings` for files that cannot be used.
    func installTLS(
        _ tls: LDAPSettings.TLS,
        authorities: String,
        within limit: Duration
    ) throws(LDAPError) {
        let integers: [(Int32, Int32)] = [
            (LDAP_OPT_X_TLS_REQUIRE_CERT, LDAP_OPT_X_TLS_DEMAND),
            // The common name counts only in a certificate without other names (RFC 6125 section 6.4.4).
            (LDAP_OPT_X_TLS_REQUIRE_SAN, LDAP_OPT_X_TLS_TRY),
            (LDAP_OPT_X_TLS_PROTOCOL_MIN, 0x303),
        ]
        for (option, value) in integers {
            try check(CLDAP_set_integer(pointer, option, value), option)
        }
        // Only OpenSSL has this option. With other libraries this fails, but then nobody can have set it either.
        _ = CLDAP_set_integer(pointer, LDAP_OPT_X_TLS_CRLCHECK, LDAP_OPT_X_TLS_CRL_NONE)
        let texts: [(Int32, String?)] = [
            (LDAP_OPT_X_TLS_CACERTFILE, authorities),
            (LDAP_OPT_X_TLS_CACERTDIR, nil),
            (LDAP_OPT_X_TLS_CERTFILE, tls.certificateFile),
            (LDAP_OPT_X_TLS_KEYFILE, tls.keyFile),
            (LDAP_OPT_X_TLS_CIPHER_SUITE, nil),
            (LDAP_OPT_X_TLS_CRLFILE, nil),
            (LDAP_OPT_X_TLS_PEERKEY_HASH, nil),
        ]
        for (option, value) in texts {
            try check(CLDAP_set_text(pointer, option, value), option)
        }
        guard CLDAP_set_integer(pointer, LDAP_OPT_X_TLS_NEWCTX, 0) == LDAP_OPT_SUCCESS else {
            throw LDAPError(
                .badSettings,
                "the certificates for \(uri) cannot be used; check that the file of the authority, and the client "
                    + "certificate and its key if configured, are PEM files that belong together"
            )
        }
        try shakeHands(within: limit)
    }

    func check(_ status: Int32, _ option: Int32) throws(LDAPError) {
        guard status == LDAP_OPT_SUCCESS else {
            throw LDAPError(
                .badSettings,
                "libldap refuses option 0x\(String(option, radix: 16)) for \(uri)",
                resultCode: .localError
            )
        }
    }
}
