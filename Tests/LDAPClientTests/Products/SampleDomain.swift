import LDAPClient
import LDAPTestSupport

/// The entries of an Active Directory for tests.
enum SampleDomain {
    static let password = "Secret-1234"
    static let users = "CN=Users,DC=example,DC=org"

    static let ldif =
        [
            DomainUser(
                "alice",
                uidNumber: 10_001,
                lines: ["accountExpires: 0", #"homeDirectory: \\server\homes\alice"#],
                password: password
            ),
            DomainUser("attacked", uidNumber: 10_002, password: password),
            DomainUser("moved", uidNumber: 10_003),
            DomainUser("renamed", uidNumber: 10_004),
            DomainUser("replaced", uidNumber: 10_005),
            DomainUser("disabled", uidNumber: 10_006, lines: ["userAccountControl: 546"]),
            // In 2012.
            DomainUser("expired", uidNumber: 10_007, lines: ["accountExpires: 130000000000000000"]),
            DomainUser("windows", uidNumber: nil),
            homeOnWindows,
        ].map(\.ldif).joined() + computer + contact

    /// A user whose home is known to Windows only.
    private static var homeOnWindows: DomainUser {
        var user = DomainUser("share", uidNumber: 10_008, lines: [#"homeDirectory: \\server\homes\share"#])
        user.home = nil
        return user
    }

    private static let computer = """
        dn: CN=pc,CN=Computers,DC=example,DC=org
        changetype: add
        objectClass: computer
        sAMAccountName: pc$
        userAccountControl: 4128
        uidNumber: 10009
        gidNumber: 10000
        unixHomeDirectory: /home/pc


        """
    private static let contact = """
        dn: CN=contact,CN=Users,DC=example,DC=org
        changetype: add
        objectClass: contact
        objectClass: posixAccount
        uid: contact
        uidNumber: 10010
        gidNumber: 10000
        unixHomeDirectory: /home/contact


        """
}

extension SambaServer {
    /// Settings for TLS, with a name and a password.
    func settings(
        _ name: String = "alice@example.org",
        password: String = SampleDomain.password
    ) -> LDAPSettings {
        LDAPSettings(
            uris: [ldapsURI],
            bind: .password(dn: name, secret: Array(password.utf8)),
            tls: LDAPSettings.TLS(certificateAuthorityFile: certificateAuthorityFile)
        )
    }
}
