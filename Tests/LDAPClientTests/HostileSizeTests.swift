import LDAPEntries
import LDAPTestSupport
import Testing

@testable import LDAPClient

/// Answers that are large or odd, but well-formed, and lengths that promise more than arrives.
@Suite struct HostileSizeTests {
    private static let base = "dc=example,dc=org"

    private static func entries(
        _ answer: [UInt8],
        then next: String? = nil,
        limit: Duration = .seconds(2)
    ) async throws -> [LDAPAnswer] {
        let bound = HostileAnswer.message(1, HostileAnswer.result(0x61, 0))
        let peer = try ScriptedPeer(answers: [bound, answer], hangsUp: false)
        let uris = ["ldap://127.0.0.1:\(peer.port)"] + (next.map { [$0] } ?? [])
        let settings = LDAPSettings(uris: uris, timeout: limit)
        return try await LDAPConnection.firstAnswer(from: settings, logger: quiet) {
            connection async throws(LDAPError) in
            var found: [LDAPAnswer] = []
            for try await batch in connection.search(SearchRequest(base: base)) {
                found += batch.map { LDAPAnswer(dn: $0.dn, values: $0.values(of: "cn")) }
            }
            return found
        }
    }

    private struct LDAPAnswer: Sendable, Equatable {
        let dn: String
        let values: [[UInt8]]
    }

    /// A message with an entry, with lengths of four bytes.
    private static func entry(_ dn: String, _ values: [[UInt8]]) -> [UInt8] {
        let set = element(0x31, values.flatMap { element(4, $0) })
        let attribute = element(0x30, element(4, Array("cn".utf8)) + set)
        let operation = element(0x64, element(4, Array(dn.utf8)) + element(0x30, attribute))
        return element(0x30, [2, 1, 2] + operation)
    }

    private static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [tag, 0x84] + (0..<4).reversed().map { UInt8(contents.count >> ($0 * 8) & 0xff) } + contents
    }

    private static let odd: [(what: String, dn: String, values: [[UInt8]])] = [
        ("NUL, newline and no UTF-8", "cn=a", [[0], [0x0a, 0x61], [0xff, 0xfe], [], [0x61, 0, 0x62]]),
        ("10 MB", "cn=a", [[UInt8](repeating: 0x61, count: 10_000_000)]),
        ("100,000 values", "cn=a", (0..<100_000).map { Array(String($0).utf8) }),
        ("a DN of 8 KB", "cn=" + String(repeating: "a", count: 8_192), [[0x61]]),
    ]

    @Test(arguments: odd.indices)
    func `reads large and odd values of an entry as they are`(number: Int) async throws {
        let (what, dn, values) = Self.odd[number]
        let found = try await Self.entries(Self.entry(dn, values) + LDAPText.done(2), limit: .seconds(60))
        #expect(found == [LDAPAnswer(dn: dn, values: values)], "\(what)")
    }

    /// What a server sends for a search, and the errors with which the search may end.
    private static let refused: [(what: String, answer: [UInt8], codes: [LDAPError.Code])] = [
        (
            "a message of 2 GB", [0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 2, 1, 2],
            [.unreachable, .protocolViolation]
        ),
        ("a message of 33 MB", [0x30, 0x84, 0x02, 0, 0, 1, 2, 1, 2], [.unreachable, .protocolViolation]),
        (
            "a value of 2 GB",
            LDAPText.message(2, [0x64, 11, 4, 1, 0x61, 4, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x61, 0x61]),
            [.protocolViolation]
        ),
        ("a message that stops in the middle", Array(entry("cn=a", [[0x61]]).dropLast(2)), [.timedOut]),
        ("a length that stops in the middle", [0x30, 0x84, 0], [.timedOut]),
        ("no answer", [], [.timedOut]),
    ]

    @Test(arguments: refused.indices)
    func `refuses what is too long and times out on what stops, by name, and asks the next server`(
        number: Int
    )
        async throws
    {
        let (what, answer, codes) = Self.refused[number]
        let error = try await #require(throws: LDAPError.self) { try await Self.entries(answer) }
        #expect(codes.contains(error.code), "\(what): \(error)")
        #expect(error.message.contains("ldap://127.0.0.1:"))
        try await SlapdServer.withServer { server in
            let found = try await Self.entries(answer, then: server.ldapiURI)
            #expect(found.map(\.dn) == [Self.base], "\(what)")
        }
    }
}
