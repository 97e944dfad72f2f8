import CLDAP

extension LDAPHandle {
    /// The protocol version and the cipher of TLS, as the TLS library of libldap names them; nil without TLS.
    var tlsSession: TLSSession? {
        guard ldap_tls_inplace(pointer) != 0 else { return nil }
        return TLSSession(
            version: text(option: LDAP_OPT_X_TLS_VERSION),
            cipher: text(option: LDAP_OPT_X_TLS_CIPHER)
        )
    }

    /// Asks the server who it takes the client for (RFC 4532).
    ///
    /// - Returns: The id of the message, to wait for its answer.
    /// - Throws: The error from libldap about a broken connection.
    func sendWhoAmI() throws(LDAPError) -> Int32 {
        var messageID: Int32 = 0
        let status = ldap_whoami(pointer, nil, nil, &messageID)
        guard status == LDAP_SUCCESS else {
            throw failure(LDAPResultCode(rawValue: status), lastDiagnostic, during: Self.whoAmI)
        }
        return messageID
    }

    /// Reads the authorization identity from a successful answer; empty for an anonymous client.
    func authorizationIdentity(in message: borrowing LDAPMessage) throws(LDAPError) -> String {
        var identity: UnsafeMutablePointer<berval>?
        let status = ldap_parse_whoami(pointer, message.pointer, &identity)
        defer { ber_bvfree(identity) }
        guard status == LDAP_SUCCESS else {
            throw failure(LDAPResultCode(rawValue: status), lastDiagnostic, during: Self.whoAmI)
        }
        guard let value = identity?.pointee else { return "" }
        return String(
            decoding: UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len)),
            as: UTF8.self
        )
    }

    /// The name of the operation in errors.
    static var whoAmI: String { "the question \"Who am I?\"" }
}
