import CLDAP
import Glibc
import SourceText

/// The single owner of an `LDAP *`, which unbinds when it is destroyed.
///
/// Calls block, so they must run on the connection's own thread. After a network failure the handle must not be used
/// again, because libldap might reconnect by itself, unauthenticated.
struct LDAPHandle: ~Copyable {
    let pointer: OpaquePointer
    /// The URI for messages.
    let uri: String
    /// What the certificate must name, for messages.
    let provenName: String

    /// Takes over a connected, non-blocking socket (ldap_init_fd, ldap_open(3)).
    ///
    /// - Throws: ``LDAPError`` if libldap refuses the address.
    init(adopting socket: consuming Socket, address: LDAPAddress) throws(LDAPError) {
        let descriptor = socket.release()
        var made: OpaquePointer?
        let isLocal = if case .local = address.transport { true } else { false }
        // libldap takes the expected name in the server's certificate from the URI.
        let status = ldap_init_fd(
            descriptor,
            isLocal ? LDAP_PROTO_IPC : LDAP_PROTO_TCP,
            isLocal ? "ldapi://" : address.provenURI,
            &made
        )
        guard status == LDAP_SUCCESS, let made else {
            // It can fail only before it takes the descriptor: without memory, or for a bad URI.
            close(descriptor)
            let code = LDAPResultCode(rawValue: status)
            throw LDAPError(.badSettings, "libldap refuses \(address.uri): \(code)", resultCode: code)
        }
        pointer = made
        uri = address.uri
        provenName =
            address.uri == address.provenURI ? "the host of the URI" : "the domain in \(address.provenURI)"
    }

    deinit {
        ldap_unbind_ext(pointer, nil, nil)
    }

    /// The diagnostic message of the last failure.
    var lastDiagnostic: String {
        text(option: LDAP_OPT_DIAGNOSTIC_MESSAGE)
    }

    /// The result code of the last failure.
    var lastCode: LDAPResultCode {
        var code: Int32 = 0
        ldap_get_option(pointer, LDAP_OPT_RESULT_CODE, &code)
        return LDAPResultCode(rawValue: code)
    }

    /// The text of an option; empty if it has none.
    func text(option: Int32) -> String {
        var value: UnsafeMutablePointer<CChar>?
        guard ldap_get_option(pointer, option, &value) == LDAP_OPT_SUCCESS, let value else { return "" }
        defer { ldap_memfree(value) }
        return printable(String(cString: value), limit: 500)
    }

    /// Asks the server to stop an operation (RFC 4511, 4.11); libldap discards any further messages of it.
    func abandon(_ messageID: Int32) {
        ldap_abandon_ext(pointer, messageID, nil, nil)
    }
}
