import AutomountResolver
import ConformanceTestSupport
import LDAPEntries
import LDAPMaps
import Testing

@Suite struct `Maps in LDIF` {
    @Test(arguments: Schemas.all)
    func `reads key, wildcard and master map from LDIF in each schema`(schema: Schemas.Schema) throws {
        let client = LDAPMapClient(configuration: schema.configuration)
        var maps = LDIFMaps(try LDIFReader().entries(in: Array(Schemas.ldif(schema).utf8)))
        for (path, source) in [
            ("/home/alice", "server:/exact"), ("/home/bob", "server:/wild/bob"),
            ("/home/Alice", "server:/wild/Alice"),
        ] {
            let resolution = client.resolve(path) { maps.outcome(of: $0) }
            #expect(resolution.mounts.map(\.source) == [source])
            #expect(resolution.openQuestions.isEmpty)
        }
    }

    @Test func `tries every schema when autofs.conf names none`() throws {
        for schema in Schemas.all {
            var maps = LDIFMaps(try LDIFReader().entries(in: Array(Schemas.ldif(schema).utf8)))
            let resolution = LDAPMapClient(configuration: "").resolve("/home/alice") {
                maps.outcome(of: $0)
            }
            #expect(resolution.mounts.map(\.source) == ["server:/exact"])
        }
    }

    @Test func `reports a map missing from LDIF with the search base`() throws {
        var maps = LDIFMaps(try LDIFReader().entries(in: Array(Schemas.ldif(Schemas.all[0]).utf8)))
        let client = LDAPMapClient(configuration: "", master: "/home ldap:auto.gone\n")
        let failure = try #require(client.resolve("/home/alice") { maps.outcome(of: $0) }.failure)
        #expect(failure.code == .noMap)
        #expect(failure.message.contains("auto.gone") && failure.message.contains("dc=example,dc=org"))
    }

    @Test func `looks up keys quickly among 100,000 LDIF entries`() throws {
        var text = Schemas.ldif(Schemas.all[2])
        for number in 0..<100_000 {
            text += """
                dn: automountKey=u\(number),automountMapName=auto.home,dc=example,dc=org
                objectClass: automount
                automountKey: u\(number)
                automountInformation: server:/u/\(number)


                """
        }
        var maps = LDIFMaps(try LDIFReader().entries(in: Array(text.utf8)))
        let client = LDAPMapClient(configuration: Schemas.all[2].configuration)
        var resolver = client.resolver
        for number in stride(from: 0, to: 100_000, by: 37) {
            let resolution = resolver.resolve("/home/u\(number)") {
                client.answer($0) { maps.outcome(of: $0) }
            }
            #expect(resolution.mounts.map(\.source) == ["server:/u/\(number)"])
        }
    }

    @Test func `compares distinguished names as an LDAP server does`() throws {
        let text = """
            dn: DC=Example, dc=org
            objectClass: dcObject
            dc: example

            dn: automountMapName=a\\2cb , dc=example,DC=ORG
            objectClass: AUTOMOUNTMAP
            automountMapName: a,b

            dn: automountKey=k,automountMapName=A\\,b,dc=example,dc=org
            objectClass: automount
            automountKey: k
            automountInformation: server:/k

            """
        var maps = LDIFMaps(try LDIFReader().entries(in: Array(text.utf8)))
        let client = LDAPMapClient(configuration: "", master: "/home ldap:a,b\n")
        let resolution = client.resolve("/home/k") { maps.outcome(of: $0) }
        #expect(resolution.mounts.map(\.source) == ["server:/k"])
    }
}
