import Foundation
import LDAPTestSupport
import Testing

/// `plan --ldif`: the accounts of a file instead of those of a server.
@Suite struct PlanCommandLDIFTests {
    private static let users = [
        TemporarySite.User(name: "alice", uidNumber: 10_001),
        TemporarySite.User(name: "bob", uidNumber: 10_002),
        TemporarySite.User(name: "carol", uidNumber: 10_003),
        TemporarySite.User(name: "dave", uidNumber: 10_003),
        TemporarySite.User(name: "zoë", uidNumber: 10_004),
        TemporarySite.User(name: "joe", uidNumber: 10_005, home: "/users/joe"),
    ]
    private static let group = """
        dn: cn=staff,dc=example,dc=org
        objectClass: posixGroup
        cn: staff
        gidNumber: 500
        memberUid: alice
        memberUid: zoë
        memberUid: joe

        """

    /// The entries of a site's slapd as slapcat(8) prints them, in a file.
    private func export(_ site: TemporarySite) async throws -> String {
        let result = try await Autohome.run(command: [
            "/usr/sbin/slapcat", "-F", site.slapd.directoryPath + "/config", "-n", "1",
        ])
        try #require(result.status == 0, "\(result)")
        return try file(result.output, site)
    }

    private func file(_ text: String, _ site: TemporarySite) throws -> String {
        try site.slapd.secretFile(text, name: "people.ldif")
    }

    @Test(arguments: ["", "member_of = [\"staff\"]\n"])
    func `makes the same plan from the output of slapcat as from slapd`(groups: String) async throws {
        try await TemporarySite.with(Self.users, ldif: Self.group) { site in
            try site.configure(["[homes]": "[directory.users]\n\(groups)[homes]"])
            let file = try await export(site)
            let live = try await site.autohome("plan", "--format", "json")
            site.slapd.kill()
            let offline = try await site.autohome("plan", "--ldif", file, "--format", "json")
            #expect(offline.status == live.status && live.status == 1, "\(offline)")
            var (plan, expected) = (try offline.json(), try live.json())
            #expect(plan["ldif"] as? String == file && expected["ldif"] == nil)
            #expect(try await JSONSchema("plan").complaint(about: offline.output) == nil)
            let notices = try #require(plan["notices"] as? [[String: Any]])
            #expect(
                (notices.last?["message"] as? String)?.hasPrefix(
                    "an LDIF file may be older than the directory"
                )
                    == true
            )
            plan["notices"] = notices.dropLast().map(\.self)
            for key in ["digest", "ldif"] { (plan[key], expected[key]) = (nil, nil) }
            #expect(plan as NSDictionary == expected as NSDictionary)
            #expect((plan["homes"] as? [Any])?.isEmpty == false)
            #expect(try site.homes() == [])
        }
    }

    @Test func `sync refuses a plan that was made from an LDIF file`() async throws {
        try await TemporarySite.with([Self.users[0]]) { site in
            let path = site.slapd.directoryPath + "/plan.json"
            let planned = try await site.autohome("plan", "--ldif", try await export(site), "--out", path)
            #expect(planned.status == 0, "\(planned)")
            let result = try await site.autohome("sync", "--plan", path)
            #expect(result.status == 2)
            #expect(result.error.contains("people.ldif, which may be older than the directory"), "\(result)")
            #expect(try site.homes() == [])
        }
    }

    private static let entry = "dn: uid=a,dc=example,dc=org\n"

    @Test(arguments: [
        (entry + "uid:: YQ=\n", "line 2: the value of uid is not base64"),
        (entry + "uid:< file:///etc/shadow\n", "line 2: the value of uid is in another file"),
        (entry + "changetype: delete\n", "line 2: this is a change"),
        (
            entry + "uid: a\n\n" + entry + "uid: b\n",
            "line 4: the entry uid=a,dc=example,dc=org is in the file twice"
        ),
        (entry + "uid: " + String(repeating: "x", count: 1 << 20) + "\n", "line 2: the line is longer than"),
        (entry + "uid: a\n\nsearch: 2\n", "line 4: an entry must begin with dn:"),
        ("", "it has no entry at or below dc=example,dc=org"),
    ])
    func `names the file and the line of LDIF that cannot be used`(text: String, message: String) async throws
    {
        try await TemporarySite.with([]) { site in
            for text in [text, text.replacing("\n", with: "\r\n")] {
                let result = try await site.autohome("plan", "--ldif", try file(text, site))
                #expect(result.status == 2)
                #expect(result.error.contains("people.ldif: \(message)"), "\(result.error)")
            }
        }
    }

    @Test func `reads LDIF with line ends of Windows`() async throws {
        try await TemporarySite.with([]) { site in
            let text = Self.users[0].ldif.replacing("\n", with: "\r\n")
            let result = try await site.autohome("plan", "--ldif", try file(text, site))
            #expect(result.status == 0 && result.output.contains("+ /srv/home/alice"), "\(result)")
        }
    }

    @Test func `says why a filter of the configuration cannot be applied to an LDIF file`() async throws {
        try await TemporarySite.with([]) { site in
            try site.configure(["[homes]": "[directory.users]\nfilter = \"(uid=a*)\"\n[homes]"])
            let result = try await site.autohome("plan", "--ldif", try file(Self.users[0].ldif, site))
            #expect(result.status == 2)
            #expect(result.error.contains("which only a server can apply"), "\(result.error)")
        }
    }
}
