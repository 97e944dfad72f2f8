import Foundation
import LDAPTestSupport
import Testing

/// `resolve` on clients whose maps are in LDAP.
@Suite struct ResolveLDAPTests {
    private static let ldif = """
        dn: automountMapName=auto.master,dc=example,dc=org
        objectClass: automountMap
        automountMapName: auto.master

        dn: automountKey=/home,automountMapName=auto.master,dc=example,dc=org
        objectClass: automount
        automountKey: /home
        automountInformation: auto.home -ro

        dn: automountMapName=auto.home,dc=example,dc=org
        objectClass: automountMap
        automountMapName: auto.home

        dn: automountKey=/,automountMapName=auto.home,dc=example,dc=org
        objectClass: automount
        automountKey: /
        automountInformation: server:/srv/home/&


        """
    private static let top = "dn: dc=example,dc=org\nobjectClass: dcObject\ndc: example\n\n"

    /// Resolves a path on a client that is configured to ask an LDAP server.
    private static func resolve(
        _ arguments: [String],
        asking server: String,
        _ more: [String: String] = [:]
    ) async throws -> Autohome.Result {
        let configuration = """
            [ autofs ]
            ldap_uri = \(server)
            search_base = dc=example,dc=org
            ldap_network_timeout = 2

            """
        let files = ["etc/nsswitch.conf": "automount: ldap\n", "etc/autofs.conf": configuration]
        var result: Autohome.Result?
        try await TemporaryRoot.with(files.merging(more) { $1 }) { root in
            let arguments = arguments.map { $0.replacing("ROOT", with: root.path) }
            result = try await Autohome.run(["resolve", "/home/alice", "--root", root.path] + arguments)
        }
        return try #require(result)
    }

    @Test func `asks the LDAP server named in autofs.conf below the root`() async throws {
        let result = try await SlapdServer.withServer(ldif: Self.ldif) { server in
            try await Self.resolve(["--explain"], asking: server.ldapURI)
        }
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("server:/srv/home/alice"))
        #expect(result.output.contains("automountKey=/home,automountMapName=auto.master"))
    }

    @Test func `reads maps from an LDIF file instead of asking the server`() async throws {
        let files = ["maps.ldif": Self.top + Self.ldif, "bad.ldif": "no entry\n"]
        let server = "ldap://192.0.2.1"
        let result = try await Self.resolve(["--ldif", "ROOT/maps.ldif"], asking: server, files)
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("server:/srv/home/alice"))
        let refused = try await Self.resolve(["--ldif", "ROOT/bad.ldif"], asking: server, files)
        #expect(refused.status == 2, "\(refused)")
        #expect(refused.error.contains("line 1"))
    }

    @Test(arguments: [["alice"], ["--all"]])
    func `resolves a name and --all when the master map is in LDAP too`(
        what: [String]
    ) async throws {
        let alice =
            "dn: automountKey=alice,automountMapName=auto.home,dc=example,dc=org\n"
            + "objectClass: automount\nautomountKey: alice\nautomountInformation: server:/srv/alice\n"
        let files = [
            "etc/nsswitch.conf": "automount: ldap\n",
            "etc/autofs.conf": "[ autofs ]\nldap_uri = ldap://192.0.2.1\nsearch_base = dc=example,dc=org\n",
            "maps.ldif": Self.top + Self.ldif + alice,
        ]
        try await TemporaryRoot.with(files) { root in
            let ldif = root.path + "/maps.ldif"
            let result = try await Autohome.run(["resolve", "--root", root.path, "--ldif", ldif] + what)
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains(what == ["--all"] ? "1 of 1 keys" : "server:/srv/alice"))
        }
    }

    @Test func `names the LDAP server that does not answer`() async throws {
        let server = "ldap://127.0.0.1:\(try SilentListener.freePort())"
        let result = try await Self.resolve([], asking: server)
        #expect(result.status == 2, "\(result)")
        #expect(result.output.contains("directory-failed") && result.output.contains(server))
    }
}
