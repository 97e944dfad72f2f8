import LDAPClient
import LDAPEntries
import LDAPTestSupport
import RandomTestSupport
import Testing

/// A peer's answer to a search, and the errors with which the search may end.
struct HostileAnswer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let codes: Set<LDAPError.Code>

    init(_ description: String, _ bytes: [UInt8], _ codes: LDAPError.Code...) {
        testDescription = description
        self.bytes = bytes
        self.codes = Set(codes)
    }

    /// An LDAP message: SEQUENCE { messageID, operation }.
    static func message(_ id: UInt8, _ operation: [UInt8]) -> [UInt8] {
        [0x30, UInt8(operation.count + 3), 2, 1, id] + operation
    }

    /// An operation that is an LDAPResult.
    static func result(_ tag: UInt8, _ code: UInt8, _ text: String = "") -> [UInt8] {
        [tag, UInt8(7 + text.utf8.count), 10, 1, code, 4, 0, 4, UInt8(text.utf8.count)] + Array(text.utf8)
    }

    static let bound = message(1, result(0x61, 0))
    static let entry = message(
        2,
        [0x64, 20, 4, 4] + "cn=a".utf8 + [0x30, 12, 0x30, 10, 4, 2] + "cn".utf8
            + [0x31, 4, 4, 2, 0xff, 0]
    )
    static let done = message(2, result(0x65, 0))

    static let all = [
        HostileAnswer("hangs up", entry, .unreachable),
        HostileAnswer("is not LDAP", Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), .unreachable, .timedOut),
        HostileAnswer("zeros", [UInt8](repeating: 0, count: 5000), .unreachable, .timedOut),
        HostileAnswer("ones", [UInt8](repeating: 0xff, count: 5000), .unreachable, .timedOut),
        HostileAnswer(
            "a message of 4 GiB",
            [0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 2, 1, 2],
            .unreachable,
            .timedOut
        ),
        HostileAnswer("a message cut off", Array(entry.dropLast(3)), .unreachable),
        HostileAnswer(
            "an attribute longer than its entry",
            message(
                2,
                [0x64, 20, 4, 4] + "cn=a".utf8 + [0x30, 12, 0x30, 90, 4, 2, 0x63, 0x6e, 0x31, 4, 4, 2, 1, 2]
            ),
            .protocolViolation
        ),
        HostileAnswer(
            "a value longer than its attribute",
            message(
                2,
                [0x64, 20, 4, 4] + "cn=a".utf8 + [0x30, 12, 0x30, 10, 4, 2, 0x63, 0x6e, 0x31, 4, 4, 80, 1, 2]
            ),
            .protocolViolation
        ),
        HostileAnswer("an entry of nothing", message(2, [0x64, 0]), .protocolViolation),
        HostileAnswer("an entry without attributes", message(2, [0x64, 2, 4, 0]), .protocolViolation),
        HostileAnswer("a result of nothing", message(2, [0x65, 0]), .protocolViolation),
        HostileAnswer("a reference of nothing", message(2, [0x73, 0]), .protocolViolation, .unreachable),
        HostileAnswer("another bind's answer", message(2, result(0x61, 0)), .unreachable, .protocolViolation),
        HostileAnswer("an unknown operation", message(2, [0x7e, 0]), .unreachable, .protocolViolation),
        HostileAnswer("an answer to nobody", message(99, result(0x65, 0)), .unreachable),
        HostileAnswer(
            "a notice of disconnection",
            message(0, result(0x78, 52) + [0x8a, 22] + Array("1.3.6.1.4.1.1466.20036".utf8)),
            .unreachable,
            .unavailable,
            .protocolViolation
        ),
        HostileAnswer("an unknown result code", message(2, result(0x65, 99, "a\u{1b}[31mb")), .refused),
        HostileAnswer("busy", entry + message(2, result(0x65, 51)), .unavailable),
        HostileAnswer("unavailable", entry + message(2, result(0x65, 52)), .unavailable),
        HostileAnswer("time limit", entry + message(2, result(0x65, 3)), .incomplete),
        HostileAnswer("administrative limit", entry + message(2, result(0x65, 11)), .incomplete),
        HostileAnswer("operations error", message(2, result(0x65, 1)), .denied),
    ]
}

@Suite struct HostileServerTests {
    @Test func `accepts a correct answer from the scripted peer`() async throws {
        let peer = try ScriptedPeer(answers: [
            HostileAnswer.bound, HostileAnswer.entry + HostileAnswer.done, [],
        ])
        let connection = try await connect(LDAPSettings(uris: ["ldap://127.0.0.1:\(peer.port)"]))
        var values: [[UInt8]] = []
        for try await batch in connection.search(SearchRequest(base: "dc=a")) {
            values += batch.flatMap { $0.values(of: "CN") }
        }
        #expect(values == [[0xff, 0]])
    }

    @Test(arguments: HostileAnswer.all)
    func `ends a search with an error on any malformed answer`(answer: HostileAnswer) async throws {
        let peer = try ScriptedPeer(answers: [HostileAnswer.bound, answer.bytes])
        let settings = LDAPSettings(uris: ["ldap://127.0.0.1:\(peer.port)"])
        let connection = try await connect(settings.impatient())
        let error = try await #require(throws: LDAPError.self) {
            for try await _ in connection.search(SearchRequest(base: "dc=a")) {}
        }
        #expect(answer.codes.contains(error.code), "\(error)")
        #expect(!error.message.contains("\u{1b}"))
    }

    @Test(arguments: 0..<300)
    func `survives random changes in the answers of a server`(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var bytes = HostileAnswer.entry + HostileAnswer.entry + HostileAnswer.done
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        let peer = try ScriptedPeer(answers: [HostileAnswer.bound, bytes])
        let settings = LDAPSettings(uris: ["ldap://127.0.0.1:\(peer.port)"])
        let connection = try await connect(settings.impatient())
        var count = 0
        do {
            for try await batch in connection.search(SearchRequest(base: "dc=a")) { count += batch.count }
        } catch {
            #expect(!error.message.isEmpty)
        }
        #expect(count <= 2)
    }
}
