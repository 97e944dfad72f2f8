import CLDAP
import Glibc
import SourceText

/// The one owner of an `LDAP *`: whoever lets go of it unbinds, once.
///
/// Calls block; they belong on the connection's own thread. After a failure of the transport the handle must
/// not be used again, because libldap might connect anew by itself, and then as nobody.
struct LDAPHandle: ~Copyable {
    let pointer: OpaquePointer
    let uri: String

    /// Takes over a connected socket that does not block (ldap_init_fd, ldap_open(3)).
    init(adopting socket: consuming Socket, address: LDAPAddress) throws(LDAPError) {
        let descriptor = socket.release()
        var made: OpaquePointer?
        let isLocal = if case .local = address.transport { true } else { false }
        // The URI gives libldap the name to find in the server's certificate.
        let status = ldap_init_fd(
            descriptor,
            isLocal ? LDAP_PROTO_IPC : LDAP_PROTO_TCP,
            isLocal ? "ldapi://" : address.uri,
            &made
        )
        guard status == LDAP_SUCCESS, let made else {
            // It fails only before it takes the descriptor, for want of memory or for the URI.
            close(descriptor)
            let code = LDAPResultCode(rawValue: status)
            throw LDAPError(.badSettings, "libldap refuses \(address.uri): \(code)", resultCode: code)
        }
        pointer = made
        uri = address.uri
    }

    deinit {
        ldap_unbind_ext(pointer, nil, nil)
    }

    /// What the handle last said about a failure.
    var lastDiagnostic: String {
        text(option: LDAP_OPT_DIAGNOSTIC_MESSAGE)
    }

    /// The code of the handle's last failure.
    var lastCode: LDAPResultCode {
        var code: Int32 = 0
        ldap_get_option(pointer, LDAP_OPT_RESULT_CODE, &code)
        return LDAPResultCode(rawValue: code)
    }

    private func text(option: Int32) -> String {
        var value: UnsafeMutablePointer<CChar>?
        guard ldap_get_option(pointer, option, &value) == LDAP_OPT_SUCCESS, let value else { return "" }
        defer { ldap_memfree(value) }
        return printable(String(cString: value), limit: 500)
    }

    /// Tells the server to stop an operation; nothing more of it is received.
    func abandon(_ messageID: Int32) {
        ldap_abandon_ext(pointer, messageID, nil, nil)
    }
}
