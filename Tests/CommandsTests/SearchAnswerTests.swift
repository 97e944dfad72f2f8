import LDAPTestSupport
import Testing

@Suite struct SearchAnswerTests {
    private let alice = TemporarySite.User(name: "alice", uidNumber: 10_001)
    private let bob = TemporarySite.User(name: "bob", uidNumber: 10_002)

    @Test func `several bases are searched, and a user that is found twice counts once`() async throws {
        try await TemporarySite.with([alice, bob]) { site in
            let bases = [
                "cn=alice 10001,dc=example,dc=org", "dc=example,dc=org", "CN=Bob 10002, dc=example,dc=org",
            ]
            let list = bases.map { "\"\($0)\"" }.joined(separator: ", ")
            try site.configure(["[homes]": "[directory.users]\nbases = [\(list)]\n[homes]"])
            let result = try await site.autohome("sync")
            #expect(result.status == 0, "\(result)")
            #expect(try site.homes() == ["alice", "bob"])
        }
    }

    @Test func `a base that is missing stops the whole search`() async throws {
        try await TemporarySite.with([alice, bob]) { site in
            let bases = "bases = [\"cn=alice 10001,dc=example,dc=org\", \"ou=gone,dc=example,dc=org\"]"
            try site.configure(["[homes]": "[directory.users]\n\(bases)\n[homes]"])
            let result = try await site.autohome("sync")
            #expect(result.status == 2)
            #expect(result.error.contains("ou=gone,dc=example,dc=org"), "\(result)")
            #expect(try site.homes() == [])
        }
    }

    @Test func `a reference stops the sync until the configuration ignores it`() async throws {
        let reference = """
            dn: ou=zones,dc=example,dc=org
            objectClass: referral
            objectClass: extensibleObject
            ou: zones
            ref: ldap://dc2.example.org/DC=DomainDnsZones,dc=example,dc=org


            """
        try await TemporarySite.with([alice], ldif: reference) { site in
            let refused = try await site.autohome("sync")
            #expect(refused.status == 2)
            #expect(refused.error.contains("ignore_references"), "\(refused)")
            #expect(try site.homes() == [])
            for pattern in ["*DomainDnsZones*", "*ForestDnsZones*"] {
                try site.configure([
                    "[homes]": "[directory.users]\nignore_references = [\"\(pattern)\"]\n[homes]"
                ])
                let result = try await site.autohome("plan")
                #expect(result.status == (pattern == "*DomainDnsZones*" ? 0 : 2), "\(result)")
            }
        }
    }

    @Test func `the next server answers when the first one breaks off`() async throws {
        try await TemporarySite.with([alice]) { site in
            let bound: [UInt8] = [0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 0, 4, 0, 4, 0]
            let peer = try ScriptedPeer(answers: [bound, []])
            let slapd = site.slapd.ldapiURI
            try site.configure(["[\"\(slapd)\"]": "[\"ldap://127.0.0.1:\(peer.port)\", \"\(slapd)\"]"])
            let result = try await site.autohome("sync")
            #expect(result.status == 0, "\(result)")
            #expect(try site.homes() == ["alice"])
        }
    }
}
