import LDAPClient
import LDAPTestSupport
import Testing

/// Where a survey finds users, on a real slapd.
@Suite struct DirectorySurveyTests {
    private static let suffix = "dc=example,dc=org"

    /// A case: the entry below which users are in containers, and the containers that are proposed.
    private static let cases: [(users: [String], expected: [String: Int])] = [
        (["ou=a"], ["ou=a": 1]),
        (["ou=a", "ou=a", "ou=b"], ["ou=a": 2, "ou=b": 1]),
        (["ou=a,ou=people", "ou=b,ou=people"], ["ou=people": 2]),
        (["ou=a,ou=people", "ou=people"], ["ou=people": 2]),
        (["ou=a,ou=b,ou=people", "ou=a,ou=b,ou=people", "ou=c,ou=b,ou=people"], ["ou=b,ou=people": 3]),
        (["ou=a", ""], ["": 2]),
        (["ou=a", "ou=b", "ou=c", "ou=d"], ["ou=a": 1, "ou=b": 1, "ou=c": 1, "ou=d": 1]),
        (["ou=a", "ou=b", "ou=c", "ou=d", "ou=e"], ["": 5]),
        (
            ["ou=a,ou=x", "ou=b,ou=x", "ou=c,ou=x", "ou=d,ou=y", "ou=e,ou=y", "ou=z"],
            ["ou=x": 3, "ou=y": 2, "ou=z": 1]
        ),
        (["ou=a\\2Cb", "ou=a\\2Cc"], ["ou=a\\2Cb": 1, "ou=a\\2Cc": 1]),
    ]

    /// The entries of a case, each after its parent.
    private static func ldif(_ number: Int, _ places: [String]) -> String {
        let top = "ou=case\(number),\(suffix)"
        var containers = [top]
        for place in places {
            var dn = top
            for part in place.split(separator: ",").reversed() {
                dn = "\(part),\(dn)"
                if !containers.contains(dn) { containers.append(dn) }
            }
        }
        var text = containers.map { "dn: \($0)\nobjectClass: organizationalUnit\n\n" }.joined()
        for (index, place) in places.enumerated() {
            let parent = place.isEmpty ? top : "\(place),\(top)"
            text += """
                dn: uid=u\(index),\(parent)
                objectClass: account
                objectClass: posixAccount
                uid: u\(index)
                cn: u
                uidNumber: \(10_000 + index)
                gidNumber: 100
                homeDirectory: /home/u\(index)


                """
        }
        return text
    }

    @Test func `a survey proposes the deepest few entries that hold all users`() async throws {
        let ldif = Self.cases.enumerated().map { Self.ldif($0.offset, $0.element.users) }.joined()
        try await SlapdServer.withServer(ldif: ldif) { server in
            for (number, item) in Self.cases.enumerated() {
                let base = "ou=case\(number),\(Self.suffix)"
                let found = try await DirectorySurvey(base: base)
                    .findings(from: LDAPSettings(uris: [server.ldapiURI]), logger: quiet)
                let expected = item.expected.map { name, count in
                    CountedText(name.isEmpty ? base : "\(name),\(base)", count: count)
                }
                #expect(Set(found.users.containers) == Set(expected), "\(item)")
                #expect(found.users.count == item.users.count)
                #expect(found.gaps.isEmpty, "\(found.gaps)")
            }
        }
    }

    @Test func `a survey of many containers names the base and counts every user`() async throws {
        let containers = (0..<1_200).map { "ou=c\($0)" }
        try await SlapdServer.withServer(ldif: Self.ldif(0, containers)) { server in
            let base = "ou=case0,\(Self.suffix)"
            let found = try await DirectorySurvey(base: base)
                .findings(from: LDAPSettings(uris: [server.ldapiURI]), logger: quiet)
            #expect(found.users.containers == [CountedText(base, count: 1_200)])
            #expect(found.users.homePrefixes == [CountedText("/home", count: 1_200)])
            #expect(found.users.numbers == 10_000...11_199)
        }
    }
}
