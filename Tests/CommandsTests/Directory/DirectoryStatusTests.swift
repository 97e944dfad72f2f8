import Foundation
import LDAPTestSupport
import Testing

/// `autohome status --directory` on a real slapd.
@Suite struct DirectoryStatusTests {
    private let ann = TemporarySite.User(name: "ann", uidNumber: 10_001)
    private let ben = TemporarySite.User(name: "ben", uidNumber: 10_002)
    private let expired = """
        dn: cn=eve,dc=example,dc=org
        objectClass: inetOrgPerson
        objectClass: posixAccount
        objectClass: shadowAccount
        cn: eve
        sn: eve
        uid: eve
        uidNumber: 10009
        gidNumber: 100
        homeDirectory: /home/eve
        shadowExpire: 1


        """

    private func status(_ site: TemporarySite, _ status: Int32) async throws -> [String: Any] {
        let result = try await site.autohome("status", "--directory", "--format", "json")
        #expect(result.status == status, "\(result)")
        #expect(try await JSONSchema("status-directory").complaint(about: result.output) == nil)
        return try result.json()
    }

    @Test func `status says that all is well, with the states of accounts and the last change`() async throws
    {
        var options = SlapdOptions()
        options.offersContentSynchronisation = true
        try await TemporarySite.with([ann, ben], ldif: expired, options: options) { site in
            let result = try await site.autohome("status", "--directory")
            #expect(result.status == 0, "\(result)")
            for line in [
                "server      \(site.slapd.ldapiURI) answered", "product     OpenLDAP (detected)",
                "TLS         none; a socket of this machine needs none", "identity    anonymous",
                "entries     3, all at once; the answer is complete", "accounts    3: 2 active, 1 expired",
                "refused     none", "conflicts   none", "stable id   entryUUID; 0 entries without",
                "changes     content-synchronisation; content synchronisation (RFC 4533): offered",
            ] {
                #expect(result.output.contains(line + "\n"), "\(line) is not in:\n\(result.output)")
            }
            #expect(result.output.contains("\ncontextCSN  server 000: 2"), "\(result.output)")
            _ = try await status(site, 0)
        }
    }

    @Test func `status names a server that is down, and counts refused entries and conflicts`() async throws {
        let users = [
            ann, TemporarySite.User(name: "bad/name", uidNumber: 10_003, home: "/home/bad"),
            TemporarySite.User(name: "low", uidNumber: 5),
            TemporarySite.User(name: "carol", uidNumber: 10_007),
            TemporarySite.User(name: "dave", uidNumber: 10_007),
        ]
        try await TemporarySite.with(users) { site in
            let down = "ldap://127.0.0.1:\(try SilentListener.freePort())"
            let last = "ldap://127.0.0.1:\(try SilentListener.freePort())"
            try site.configure([
                "uris = [\"\(site.slapd.ldapiURI)\"]":
                    "uris = [\"\(down)\", \"\(site.slapd.ldapiURI)\", \"\(last)\"]",
                "[homes]":
                    "[directory.users.known]\n\"number-out-of-range\" = \"system accounts\"\n[homes]",
            ])
            let result = try await site.autohome("status", "--directory")
            #expect(result.status == 1, "\(result)")
            for line in [
                "failed      \(down) cannot be reached", "server      \(site.slapd.ldapiURI) answered\n",
                "not asked   \(last)\n", "entries     5,", "accounts    1: 1 active\n",
                "refused     1 bad-name\n", "known       1 number-out-of-range\n",
                "conflicts   1, with 2 entries",
            ] {
                #expect(result.output.contains(line), "\(line) is not in:\n\(result.output)")
            }
            let json = try await status(site, 1)
            let servers = try #require(json["servers"] as? [[String: Any]])
            #expect(servers.map { $0["outcome"] as? String } == ["failed", "answered", "not-asked"])
            let entries = try #require(json["entries"] as? [String: Any])
            #expect(entries["refused"] as? [String: Int] == ["bad-name": 1])
            #expect(entries["knownRefusals"] as? [String: Int] == ["number-out-of-range": 1])
        }
    }

    @Test func `status ends with 0 if only known entries are refused`() async throws {
        try await TemporarySite.with([ann, .init(name: "low", uidNumber: 5)]) { site in
            try await site.expect(1, "status", "--directory")
            try site.configure([
                "[homes]":
                    "[directory.users.known]\n\"number-out-of-range\" = \"system accounts\"\n[homes]"
            ])
            try await site.expect(0, "status", "--directory")
        }
    }

    @Test func `status ends with 2 if the answer is cut off, and still shows the server`() async throws {
        var options = SlapdOptions()
        options.sizeLimit = 1
        try await TemporarySite.with([ann, ben], options: options) { site in
            let result = try await site.autohome("status", "--directory")
            #expect(result.status == 2, "\(result)")
            #expect(result.output.contains("OpenLDAP (detected)"), "\(result)")
            #expect(!result.output.contains("\nentries"))
            #expect(result.error.contains("sizeLimitExceeded (4)"))
            let json = try await status(site, 2)
            #expect(json["entries"] == nil)
            #expect((json["failure"] as? String)?.contains("sizeLimitExceeded (4)") == true)
        }
    }

    @Test func `status ends with 2 if no server can be reached, and says why for each`() async throws {
        try await TemporarySite.with([ann]) { site in
            let uris = try (0..<2).map { _ in "ldap://127.0.0.1:\(try SilentListener.freePort())" }
            try site.configure([
                "uris = [\"\(site.slapd.ldapiURI)\"]": "uris = [\"\(uris[0])\", \"\(uris[1])\"]"
            ])
            let result = try await site.autohome("status", "--directory")
            #expect(result.status == 2, "\(result)")
            for uri in uris { #expect(result.output.contains("failed      \(uri) cannot be reached")) }
            let json = try await status(site, 2)
            #expect(json["session"] == nil)
        }
    }

    @Test func `status shows the version and cipher of TLS, and whom the server sees`() async throws {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 2)) { server in
            let password = try server.secretFile(server.rootPassword)
            let file = server.directoryPath + "/autohome.toml"
            let written = try await Autohome.run([
                "init", "--uri", server.ldapsURI, "--ca-file", server.certificateAuthorityFile, "--bind-dn",
                server.rootDN, "--password-file", password, "--server", "nfs.example.org", "--out", file,
            ])
            #expect(written.status == 0, "\(written)")
            let result = try await Autohome.run(["status", "--directory", "--config", file])
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains("\nbind        simple\n"), "\(result.output)")
            #expect(result.output.contains("\nidentity    dn:\(server.rootDN)\n"), "\(result.output)")
            #expect(result.output.contains("\nTLS         TLS"), "\(result.output)")
            let json = try await Autohome.run([
                "status", "--directory", "--config", file, "--format", "json",
            ]).json()
            let session = try #require(json["session"] as? [String: Any])
            let tls = try #require(session["tls"] as? [String: String])
            #expect(tls["version"]?.hasPrefix("TLS") == true, "\(tls)")
            #expect(tls["cipher"]?.isEmpty == false, "\(tls)")
        }
    }

    @Test func `status without --directory is wrong usage`() async throws {
        let result = try await Autohome.run(["status"])
        #expect(result.status == 64, "\(result)")
        #expect(result.error.contains("autohome status --directory"), "\(result)")
    }
}
