import LDAPClient
import LDAPTestSupport
import Testing

/// The entries of a 389 Directory Server for tests: 60 people, a group of entries for changes, and identities with limits.
enum Sample389 {
    /// How many entries the server returns to whoever has no limit of its own.
    static let sizeLimit = 20
    static let peopleCount = 60
    static let people = "ou=people,dc=example,dc=org"
    static let states = "ou=states,dc=example,dc=org"
    static let password = "Secret-1234"

    /// Who may read how much.
    enum Reader: String, CaseIterable {
        case unlimited
        /// Looks through 10 entries at most.
        case lookThrough = "nsLookThroughLimit"
        /// Gets 10 entries at most in a page.
        case pagedSize = "nsPagedSizeLimit"
        /// Looks through 10 entries at most in a search with pages.
        case pagedLookThrough = "nsPagedLookThroughLimit"

        var dn: String { "cn=\(rawValue),dc=example,dc=org" }

        fileprivate var ldif: String {
            """
            dn: \(dn)
            objectClass: person
            cn: \(rawValue)
            sn: \(rawValue)
            userPassword: \(password)
            nsSizeLimit: -1
            \(self == .unlimited ? "" : "\(rawValue): 10\n")

            """
        }
    }

    static let settings = [
        "nsslapd-sizelimit": "\(sizeLimit)", "passwordLockout": "on", "passwordMaxFailure": "3",
        "passwordLockoutDuration": "600",
    ]

    static let ldif =
        SampleUsers.ldif(count: peopleCount) + Reader.allCases.map(\.ldif).joined()
        + "dn: \(states)\nobjectClass: organizationalUnit\nou: states\n\n"
        + ["locked", "renamed", "replaced", "attacked", "followed"].enumerated().map {
            person($1, 20_000 + $0)
        }.joined()

    /// A person whose entry is to be changed.
    static func person(_ name: String, _ number: Int) -> String {
        """
        dn: uid=\(name),\(states)
        objectClass: inetOrgPerson
        objectClass: posixAccount
        uid: \(name)
        cn: \(name)
        sn: \(name)
        uidNumber: \(number)
        gidNumber: 10000
        homeDirectory: /home/\(name)
        userPassword: \(password)


        """
    }
}

extension DirectoryServer389 {
    /// Settings for the local socket, anonymously.
    var anonymous: LDAPSettings { LDAPSettings(uris: [ldapiURI]) }

    /// Settings for the local socket with a name and a password.
    func settings(dn: String, password: String = Sample389.password) -> LDAPSettings {
        LDAPSettings(uris: [ldapiURI], bind: .password(dn: dn, secret: Array(password.utf8)))
    }

    /// Settings for the local socket with the identity of a reader.
    func settings(_ reader: Sample389.Reader) -> LDAPSettings {
        settings(dn: reader.dn)
    }
}
