import LDAPTestSupport
import Testing

@Suite struct SearchAnswerTests {
    private let alice = Site.User(name: "alice", uidNumber: 10_001)

    @Test func `the next server answers when the first one breaks off`() async throws {
        try await Site.with([alice]) { site in
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
