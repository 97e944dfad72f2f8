import CLDAP
import Glibc

extension LDAPHandle {
    /// Starts TLS on the connection (ldap_install_tls), and gives up after a time limit.
    ///
    /// - Parameter limit: The time limit for the whole handshake.
    /// - Throws: `.tlsFailed` or `.timedOut`.
    func shakeHands(within limit: Duration) throws(LDAPError) {
        var descriptor: Int32 = -1
        try check(ldap_get_option(pointer, LDAP_OPT_DESC, &descriptor), LDAP_OPT_DESC)
        try check(waitInRead(), LDAP_OPT_NETWORK_TIMEOUT)
        setBlocking(true, descriptor: descriptor)
        // Afterwards only ldap_result may wait, because it has a time limit.
        defer { setBlocking(false, descriptor: descriptor) }
        let deadline = SocketDeadline(limit, descriptor: descriptor)
        let status = LDAPResultCode(rawValue: ldap_install_tls(pointer))
        let wasCut = deadline.end()
        try check(CLDAP_set_time(pointer, LDAP_OPT_NETWORK_TIMEOUT, limit.timeval), LDAP_OPT_NETWORK_TIMEOUT)
        if wasCut || status == .timeout {
            throw LDAPError(
                .timedOut,
                "\(uri) accepted the connection but did not complete the TLS handshake within \(limit)",
                resultCode: .timeout
            )
        }
        guard status != .success else { return }
        let quote = lastDiagnostic.isEmpty ? "" : " (\"\(lastDiagnostic)\")"
        throw LDAPError(
            .tlsFailed,
            "\(uri): TLS failed with \(status)\(quote); check that the certificate of the server is valid today, names "
                + "\(provenName) (libldap replaces localhost with the name of the machine) and is signed by a "
                + "trusted authority",
            resultCode: status
        )
    }

    /// Makes the handshake wait in read(2), where the kernel lets the thread sleep.
    ///
    /// With a network timeout, ldap_int_tls_start of libldap 2.5 makes the socket non-blocking and then reads it again
    /// and again without a pause, which keeps a processor busy until the server answers.
    private func waitInRead() -> Int32 {
        CLDAP_set_time(pointer, LDAP_OPT_NETWORK_TIMEOUT, timeval(tv_sec: -1, tv_usec: 0))
    }
}
