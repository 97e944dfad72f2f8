import LDAPTestSupport
import RandomTestSupport
import Synchronization
import Testing

@testable import LDAPClient

@Suite struct ServiceLookupTests {
    private static func lookup(_ server: TestNameServer) -> ServiceLookup {
        ServiceLookup(nameServer: .init(address: "127.0.0.1", port: UInt16(server.port)))
    }

    @Test func `reads the SRV records of a domain by UDP`() throws {
        let server = try TestNameServer { question, _ in
            #expect(question[12...].starts(with: DNSText.name("_ldap._tcp.example.test")))
            return DNSText.answer(
                question,
                [.init("dc1.example.test"), .init("dc2.example.test", port: 3_389, priority: 7, weight: 9)]
            )
        }
        let found = try Self.lookup(server).records(of: "example.test")
        #expect(
            Set(found.records) == [
                ServiceRecord(priority: 0, weight: 0, port: 389, target: "dc1.example.test"),
                ServiceRecord(priority: 7, weight: 9, port: 3_389, target: "dc2.example.test"),
            ]
        )
    }

    @Test func `reads a long answer by TCP when UDP cannot hold it`() throws {
        let services = (0..<300).map { DNSText.Service("dc\($0).a-rather-long-name.example.test") }
        let server = try TestNameServer { question, isTCP in
            DNSText.answer(question, isTCP ? services : [], isTruncated: !isTCP)
        }
        #expect(try Self.lookup(server).records(of: "example.test").records.count == 300)
    }

    @Test func `asks again only when the smallest time to live has passed`() throws {
        let questions = Mutex(0)
        let server = try TestNameServer { question, _ in
            let number = questions.withLock { count in
                count += 1
                return count
            }
            let seconds: UInt32 = number == 1 ? 0 : 300
            return DNSText.answer(
                question,
                [.init("a.test", seconds: 900), .init("b.test", seconds: seconds)]
            )
        }
        let lookup = Self.lookup(server)
        for _ in 0..<3 { _ = try lookup.records(of: "example.test") }
        #expect(questions.withLock { $0 } == 2)

    }

    @Test(
        arguments: [
            ([900, 60], 60), ([5], 5), ([100_000, 200_000], 86_400), ([0x7fff_ffff], 86_400),
            // Above 31 bits, it counts as 0 (RFC 2181 section 8).
            ([900, 0x8000_0000], 0), ([0xffff_ffff], 0),
        ] as [([UInt32], Int)]
    )
    func `records are kept for the smallest time to live, and at most for a day`(
        seconds: [UInt32],
        lifetime: Int
    ) throws {
        let now = ContinuousClock.now
        let question = [UInt8](repeating: 0, count: 12) + DNSText.name("x") + [0, 33, 0, 1]
        let answer = DNSText.answer(question, seconds.map { .init("a.test", seconds: $0) })
        let records = try ServiceLookup.records(in: answer, about: "x", at: now)
        #expect(records.expiry == now + .seconds(lifetime))
        #expect(!records.isCurrent(at: records.expiry))
        #expect(records.isCurrent(at: records.expiry - .milliseconds(1)))
    }

    /// What a name server may answer instead of servers, and a part of the error.
    private static let failures: [(answer: TestNameServer.Answering, words: String)] = [
        ({ question, _ in DNSText.answer(question, code: 3) }, "does not exist"),
        ({ question, _ in DNSText.answer(question) }, "does not exist"),
        ({ question, _ in DNSText.answer(question, code: 2) }, "cannot be looked up"),
        ({ question, _ in DNSText.answer(question, code: 5) }, "cannot be looked up"),
        ({ question, _ in DNSText.answer(question, [.init("")]) }, "has no such service"),
        // The header promises more records; a name that points at itself; one that ends outside; a cut record.
        ({ question, _ in DNSText.answer(question, [.init("a.test")], count: 2) }, "malformed"),
        (
            { question, _ in DNSText.answer(question, [.init(rawTarget: [0xc0, UInt8(question.count + 18)])])
            }, "malformed"
        ),
        ({ question, _ in DNSText.answer(question, [.init(rawTarget: [63, 0x61])]) }, "malformed"),
        ({ question, _ in DNSText.answer(question, [.init(rawTarget: [0xff, 0xff])]) }, "malformed"),
        ({ question, _ in DNSText.answer(question, [.init(rawTarget: [1, 0x61, 0, 0])]) }, "malformed"),
        ({ question, _ in DNSText.answer(question, [.init(rawTarget: [])]) }, "malformed"),
        ({ question, _ in Array(DNSText.answer(question, [.init("a.test")]).dropLast(9)) }, "malformed"),
        // Names and ports that cannot be those of a server.
        ({ question, _ in DNSText.answer(question, [.init("a b.test")]) }, "cannot be a server"),
        ({ question, _ in DNSText.answer(question, [.init("a/b?c.test")]) }, "cannot be a server"),
        ({ question, _ in DNSText.answer(question, [.init("-a.test")]) }, "cannot be a server"),
        ({ question, _ in DNSText.answer(question, [.init("a.test", port: 0)]) }, "cannot be a server"),
        (
            { question, _ in
                DNSText.answer(question, [.init(rawTarget: [5, 0, 10, 27, 0xff, 0x2e, 0])])
            }, "cannot be a server"
        ),
        (
            { question, isTCP in
                let services = [DNSText.Service](repeating: .init("a.test"), count: 1_001)
                return DNSText.answer(question, isTCP ? services : [], isTruncated: !isTCP)
            }, "more than 1000"
        ),
    ]

    @Test(arguments: failures.indices)
    func `an answer of DNS without usable servers is an error`(number: Int) throws {
        let (answer, words) = Self.failures[number]
        let server = try TestNameServer(answer: answer)
        let error = #expect(throws: LDAPError.self) { try Self.lookup(server).records(of: "example.test") }
        #expect(error?.code == .unreachable)
        #expect(error?.message.contains(words) == true, "\(String(describing: error))")
        #expect(error?.message.contains("_ldap._tcp.example.test") == true)
        #expect(error?.message.utf8.contains { $0 < 0x20 } == false)
    }

    @Test func `a name server that is not there is an error`() throws {
        let port = UInt16(try SilentListener.freePort())
        let lookup = ServiceLookup(nameServer: .init(address: "127.0.0.1", port: port))
        let error = #expect(throws: LDAPError.self) { try lookup.records(of: "example.test") }
        #expect(error?.message.contains("cannot be looked up") == true, "\(String(describing: error))")
    }

    @Test(arguments: 0..<300)
    func `survives random changes in an answer of DNS`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let question =
            [UInt8](repeating: 0, count: 12) + DNSText.name("_ldap._tcp.example.test") + [0, 33, 0, 1]
        var bytes = DNSText.answer(question, [.init("a.test"), .init(rawTarget: [1, 0x62, 0xc0, 23])])
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            bytes[Int.random(in: 2..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
        }
        bytes.removeLast(
            Int.random(in: 0...3, using: &random) == 0 ? Int.random(in: 0...60, using: &random) : 0
        )
        do throws(LDAPError) {
            let found = try ServiceLookup.records(in: bytes, about: "x", at: .now)
            #expect(found.records.allSatisfy { ServiceLookup.isHostName($0.target) })
        } catch {
            #expect(error.code == .unreachable)
        }
    }
}
