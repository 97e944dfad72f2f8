import Accounts
import LDAPClient
import LDAPEntries
import LDAPTestSupport
import Testing

@Suite(.directoryServer389(ldif: Sample389.ldif, settings: Sample389.settings))
struct DirectoryServer389Tests {
    private let server: DirectoryServer389

    init() throws {
        server = try #require(DirectoryServer389.shared)
    }

    @Test func `389-DS is recognised by its root DSE`() async throws {
        let root = try await connect(server.anonymous).rootDSE()
        #expect(ProviderKind(of: root) == .directoryServer389)
        #expect(root.namingContexts == [server.suffix])
    }

    @Test func `binds to 389-DS over ldaps and StartTLS with its own authority`() async throws {
        for uri in [server.ldapsURI, server.ldapURI] {
            var settings = server.settings(.unlimited)
            settings.uris = [uri]
            settings.tls.startTLS = uri == server.ldapURI
            settings.tls.certificateAuthorityFile = server.certificateAuthorityFile
            let snapshot = try await accounts(below: Sample389.people, settings)
            #expect(snapshot.accounts.count == Sample389.peopleCount)
            settings.tls.certificateAuthorityFile = nil
            let error = try await #require(throws: LDAPError.self) { try await connect(settings) }
            #expect(error.code == .tlsFailed)
        }
    }

    @Test func `a wrong password is refused by 389-DS`() async throws {
        let settings = server.settings(dn: Sample389.Reader.unlimited.dn, password: "wrong")
        let error = try await #require(throws: LDAPError.self) { try await connect(settings) }
        #expect(error.code == .denied)
    }

    @Test(arguments: [
        (Sample389.Reader?.none, Int?.some(0), "nsSizeLimit"),
        (nil, nil, "nsSizeLimit"),
        (nil, Sample389.sizeLimit, "nsSizeLimit"),
        (.lookThrough, 0, "nsLookThroughLimit"),
        (.lookThrough, 7, "nsLookThroughLimit"),
        (.pagedLookThrough, 7, "nsPagedLookThroughLimit"),
        (.pagedSize, 10, "nsPagedSizeLimit"),
    ])
    func `an answer that a limit of 389-DS cut off is an error that names the limit`(
        reader: Sample389.Reader?,
        pageSize: Int?,
        limit: String
    ) async throws {
        let settings = reader.map(server.settings) ?? server.anonymous
        let error = try await #require(throws: LDAPError.self) {
            try await accounts(below: Sample389.people, settings, pageSize: pageSize)
        }
        #expect(error.code == .incomplete)
        #expect(error.message.contains(limit), "\(error)")
    }

    @Test(arguments: [
        (Sample389.Reader?.none, Int?.some(Sample389.sizeLimit - 1)),
        (nil, 7), (.unlimited, 0), (.unlimited, nil), (.unlimited, 7), (.pagedSize, 0), (.pagedSize, 9),
        (.pagedLookThrough, 0),
    ])
    func `all accounts are read from 389-DS within the limits, which hold for each page`(
        reader: Sample389.Reader?,
        pageSize: Int?
    ) async throws {
        let settings = reader.map(server.settings) ?? server.anonymous
        let snapshot = try await accounts(below: Sample389.people, settings, pageSize: pageSize)
        #expect(snapshot.accounts.count == Sample389.peopleCount)
        #expect(snapshot.refused.isEmpty && snapshot.conflicts.isEmpty)
    }

    // With pages, 389-DS answers "success", and without the control of the pages.
    @Test(arguments: [0, 10])
    func `a base that 389-DS does not have is an error, with and without pages`(pageSize: Int?) async throws {
        let error = try await #require(throws: LDAPError.self) {
            try await accounts(below: "ou=nobody,\(server.suffix)", server.anonymous, pageSize: pageSize)
        }
        #expect(error.code == .noSuchBase)
        #expect(error.message.contains("ou=nobody"))
    }

    @Test func `nsAccountLock disables an account, and is returned only when asked for`() async throws {
        let dn = "uid=locked,\(Sample389.states)"
        try await server.modify("dn: \(dn)\nchangetype: modify\nadd: nsAccountLock\nnsAccountLock: true\n")
        let connection = try await connect(server.anonymous)
        let entry = try #require(try await connection.entry(at: dn))
        #expect(entry.values(of: "nsAccountLock").isEmpty)
        #expect(try await account("locked").state == .disabled)
        let error = try await #require(throws: LDAPError.self) { try await connect(server.settings(dn: dn)) }
        #expect(error.resultCode == .unwillingToPerform)
    }

    @Test func `a lock by failed passwords in 389-DS does not disable the account`() async throws {
        let dn = "uid=attacked,\(Sample389.states)"
        let attack = server.settings(dn: dn, password: "guess")
        for _ in 0..<4 { await #expect(throws: LDAPError.self) { try await connect(attack) } }
        let locked = try await #require(throws: LDAPError.self) { try await connect(server.settings(dn: dn)) }
        #expect(locked.message.contains("retry"), "\(locked)")
        let admin = try await connect(server.settings(dn: server.rootDN, password: server.rootPassword))
        let entry = try await admin.entry(at: dn, attributes: ["accountUnlockTime", "passwordRetryCount"])
        #expect(entry?.values(of: "accountUnlockTime").count == 1)
        #expect(try await account("attacked").state == .active)
    }

    @Test func `nsUniqueId stays when an entry of 389-DS is renamed`() async throws {
        let before = try await account("renamed").stableID
        #expect(before?.utf8.count == 35)
        try await server.modify(
            """
            dn: uid=renamed,\(Sample389.states)
            changetype: modrdn
            newrdn: uid=newname
            deleteoldrdn: 1

            """
        )
        #expect(try await account("newname").stableID == before)
    }

    @Test func `an entry of 389-DS that is deleted and added again has another nsUniqueId`() async throws {
        let before = try await account("replaced").stableID
        let record = Sample389.person("replaced", 20_002).replacing(
            "\nobjectClass: inet",
            with: "\nchangetype: add\nobjectClass: inet"
        )
        try await server.modify("dn: uid=replaced,\(Sample389.states)\nchangetype: delete\n\n" + record)
        let after = try await account("replaced").stableID
        #expect(before != nil && after != nil && before != after)
    }

    @Test func `a change in 389-DS is noticed by its time`() async throws {
        let dn = "uid=followed,\(Sample389.states)"
        let (account, feed) = try await followed(server.anonymous, below: Sample389.states, until: 10_077) {
            try await server.modify("dn: \(dn)\nchangetype: modify\nreplace: gidNumber\ngidNumber: 10077\n")
        }
        #expect(account.name == "followed")
        #expect(feed == .modificationTimes)
    }

    private func account(_ name: String) async throws -> Account {
        let snapshot = try await accounts(below: Sample389.states, server.anonymous)
        return try #require(snapshot.accounts.first { $0.name == name })
    }
}
