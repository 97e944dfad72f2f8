import LDAPClient
import LDAPEntries
import LDAPTestSupport
import Testing

@Suite struct SchemaTests {
    private static let entries = """
        dn: automountMapName=auto.home,dc=example,dc=org
        objectClass: automountMap
        automountMapName: auto.home

        dn: automountKey=Bob,automountMapName=auto.home,dc=example,dc=org
        objectClass: automount
        automountKey: Bob
        automountInformation: -rw server:/srv/home/Bob

        dn: automountKey=bob,automountMapName=auto.home,dc=example,dc=org
        objectClass: automount
        automountKey: bob
        automountInformation: -rw server:/srv/home/bob

        dn: nisMapName=auto.nis,dc=example,dc=org
        objectClass: nisMap
        nisMapName: auto.nis

        dn: cn=bob,nisMapName=auto.nis,dc=example,dc=org
        objectClass: nisObject
        cn: bob
        nisMapName: auto.nis
        nisMapEntry: server:/srv/home/bob

        dn: cn=staff,dc=example,dc=org
        objectClass: posixGroup
        cn: staff
        gidNumber: 10000
        memberUid: user0

        """

    @Test(arguments: [SlapdOptions.AccountSchema.rfc2307, .nis])
    func `loads the automount schema together with either account schema`(
        accounts: SlapdOptions.AccountSchema
    ) async throws {
        var options = SlapdOptions()
        options.accountSchema = accounts
        let ldif = SampleUsers.ldif(count: 1) + Self.entries
        try await SlapdServer.withServer(ldif: ldif, options: options) { server in
            let connection = try await connect(server)
            let map = "automountMapName=auto.home,\(server.suffix)"
            let bob = try #require(try await connection.entry(at: "automountKey=bob,\(map)"))
            #expect(bob.text(of: "automountInformation") == "-rw server:/srv/home/bob")
            let other = try #require(try await connection.entry(at: "automountKey=Bob,\(map)"))
            #expect(other.text(of: "automountInformation") == "-rw server:/srv/home/Bob")
            let group = try #require(try await connection.entry(at: "cn=staff,\(server.suffix)"))
            #expect(group.text(of: "memberUid") == "user0")
        }
    }

    @Test func `cannot load the automount project's and OpenLDAP's account schema together`() async throws {
        var options = SlapdOptions()
        options.schemas = ["/etc/ldap/schema/nis.ldif"]
        let error = await #expect(throws: (any Error).self) {
            try await SlapdServer.withServer(options: options) { _ in }
        }
        #expect("\(String(describing: error))".contains("Duplicate"))
    }
}
