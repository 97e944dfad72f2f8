import Accounts
import LDAPEntries
import Testing

/// RFC 4533 from the consumer's side, message by message.
@Suite struct SyncSessionTests {
    private static let alice = EntryID.uuid(1, 1)
    private static let bob = EntryID.uuid(2, 2)
    private static let entry = LDAPEntry(
        dn: "uid=alice,dc=example",
        attributes: ["uid": [Array("alice".utf8)]]
    )
    private static let bare = LDAPEntry(dn: "uid=alice,dc=example", attributes: [:])

    private static func cookie(_ second: Int, server: String = "000") -> SyncCookie {
        SyncCookie("rid=000,csn=202611291200\(10 + second).000000Z#000000#\(server)#000000".utf8)
    }

    private static func session(from second: Int?, known: Int? = nil, persists: Bool = true) -> SyncSession {
        SyncSession(
            requested: second.map { cookie($0) },
            known: (known ?? second).map { cookie($0) },
            persists: persists
        )
    }

    /// The events of messages, one after another.
    private static func events(_ session: SyncSession, _ messages: SyncMessage...) throws -> [SyncEvent] {
        var session = session
        return try messages.flatMap { try session.receive($0) }
    }

    private static func refresh(in events: [SyncEvent]) -> SyncRefresh? {
        for case .refreshed(let refresh) in events { return refresh }
        return nil
    }

    private static func absence(
        _ session: SyncSession,
        _ messages: SyncMessage...
    ) throws -> SyncRefresh.Absence? {
        var session = session
        return refresh(in: try messages.flatMap { try session.receive($0) })?.absence
    }

    @Test func `a first refresh reports every entry and then its cookie`() throws {
        let events = try Self.events(
            Self.session(from: nil),
            .entry(Self.entry, SyncState(.add, of: Self.alice)),
            .information(.refreshDelete(Self.cookie(1), isDone: true))
        )
        #expect(events.count == 3)
        #expect(events.first == .changed(Self.alice, Self.entry))
        #expect(Self.refresh(in: events)?.counts.added == 1)
        #expect(events.last == .reached(Self.cookie(1)))
    }

    @Test func `what a refresh of the whole content does not mention is gone`() throws {
        #expect(
            try Self.absence(
                Self.session(from: nil, known: 1),
                .information(.refreshDelete(Self.cookie(2), isDone: true))
            ) == .counts
        )
    }

    @Test func `nothing is gone because a server with an older state does not mention it`() throws {
        #expect(
            try Self.absence(
                Self.session(from: nil, known: 5),
                .information(.refreshDelete(Self.cookie(2), isDone: true))
            ) == .isDoubtful(.serverIsOlder)
        )
    }

    @Test func `nothing is gone because a refresh without a cookie does not mention it`() throws {
        #expect(
            try Self.absence(Self.session(from: nil), .information(.refreshDelete(nil, isDone: true)))
                == .isDoubtful(.noCookie)
        )
    }

    @Test func `a phase of present entries with a newer cookie shows what is gone`() throws {
        #expect(
            try Self.absence(
                Self.session(from: 1),
                .information(.identifiers([Self.alice], areGone: false, nil)),
                .information(.refreshPresent(Self.cookie(2), isDone: true))
            ) == .counts
        )
    }

    @Test func `a phase of present entries without a newer cookie shows nothing`() throws {
        #expect(
            try Self.absence(
                Self.session(from: 1),
                .information(.refreshPresent(Self.cookie(1), isDone: true))
            )
                == .isDoubtful(.nothingNew)
        )
        #expect(
            try Self.absence(
                Self.session(from: 3),
                .information(.refreshPresent(Self.cookie(1), isDone: true))
            )
                == .isDoubtful(.serverIsOlder)
        )
    }

    @Test func `cookies that cannot be compared prove nothing`() throws {
        let session = SyncSession(
            requested: SyncCookie("ldap://server#1".utf8),
            known: SyncCookie("ldap://server#1".utf8),
            persists: true
        )
        let message = SyncMessage.information(
            .refreshPresent(SyncCookie("ldap://server#2".utf8), isDone: true)
        )
        #expect(try Self.absence(session, message) == .isDoubtful(.serverIsOlder))
    }

    @Test func `a refresh that names what is gone proves nothing about other entries`() throws {
        let events = try Self.events(
            Self.session(from: 1),
            .information(.identifiers([Self.alice, Self.bob], areGone: true, nil)),
            .information(.refreshDelete(Self.cookie(2), isDone: true))
        )
        #expect(events.first == .gone([Self.alice, Self.bob]))
        #expect(Self.refresh(in: events)?.absence == .isNamed)
        #expect(Self.refresh(in: events)?.counts.deleted == 2)
    }

    @Test func `the end of a phase is not the end of the refresh`() throws {
        let events = try Self.events(
            Self.session(from: 1),
            .information(.identifiers([Self.alice], areGone: false, nil)),
            .information(.refreshPresent(Self.cookie(2), isDone: false))
        )
        #expect(events == [.present([Self.alice])])
        #expect(
            try Self.absence(
                Self.session(from: 1),
                .information(.refreshPresent(nil, isDone: false)),
                .information(.refreshDelete(Self.cookie(2), isDone: true))
            ) == .counts
        )
    }

    @Test func `a cookie within a refresh is not reached before its end`() throws {
        let first = try Self.events(
            Self.session(from: 1),
            .information(.newCookie(Self.cookie(2))),
            .entry(Self.entry, SyncState(.modify, of: Self.alice, cookie: Self.cookie(3)))
        )
        #expect(first == [.changed(Self.alice, Self.entry)])
        let whole = try Self.events(
            Self.session(from: 1),
            .information(.newCookie(Self.cookie(2))),
            .information(.refreshDelete(nil, isDone: true))
        )
        #expect(whole.last == .reached(Self.cookie(2)))
    }

    @Test func `changes after the refresh are reported with their cookies`() throws {
        let events = try Self.events(
            Self.session(from: 1),
            .information(.refreshDelete(Self.cookie(1), isDone: true)),
            .entry(Self.entry, SyncState(.modify, of: Self.alice, cookie: Self.cookie(2))),
            .entry(Self.bare, SyncState(.delete, of: Self.alice, cookie: Self.cookie(3))),
            .information(.newCookie(Self.cookie(4)))
        )
        #expect(
            events.dropFirst(2)
                == [
                    .changed(Self.alice, Self.entry), .reached(Self.cookie(2)), .gone([Self.alice]),
                    .reached(Self.cookie(3)), .reached(Self.cookie(4)),
                ]
        )
    }

    @Test func `a later phase of present entries does not end a second refresh`() throws {
        let events = try Self.events(
            Self.session(from: 1),
            .information(.refreshDelete(Self.cookie(1), isDone: true)),
            .information(.refreshPresent(Self.cookie(2), isDone: true))
        )
        #expect(events.count { if case .refreshed = $0 { true } else { false } } == 1)
    }

    @Test func `a search for changes that ends within its refresh proves nothing`() {
        var session = Self.session(from: 1)
        #expect(throws: SyncFault.self) {
            _ = try session.receive(.result(SyncResult(.success, cookie: Self.cookie(2))))
        }
    }

    @Test func `a search for the changes so far ends with its result`() throws {
        let result = SyncMessage.result(SyncResult(.success, cookie: Self.cookie(2), namesGoneEntries: false))
        #expect(try Self.absence(Self.session(from: 1, persists: false), result) == .counts)
        let naming = SyncMessage.result(SyncResult(.success, cookie: Self.cookie(2), namesGoneEntries: true))
        #expect(try Self.absence(Self.session(from: 1, persists: false), naming) == .isNamed)
    }

    @Test(arguments: ["time limit exceeded (3)", "size limit exceeded (4)", "busy (51)"])
    func `a failure of the server ends the session without a refresh`(failure: String) {
        var session = Self.session(from: 1, persists: false)
        let error = #expect(throws: SyncFault.self) {
            _ = try session.receive(.result(SyncResult(.failure(failure), cookie: Self.cookie(9))))
        }
        #expect(error?.message == failure)
    }

    @Test func `a cookie that cannot be used leads to a search without it`() throws {
        #expect(
            try Self.events(Self.session(from: 1), .result(SyncResult(.refreshRequired)))
                == [.restart(.refreshRequired)]
        )
        #expect(
            try Self.events(Self.session(from: 1), .result(SyncResult(.unwillingToPerform)))
                == [.restart(.serverIsOlder)]
        )
    }

    @Test func `a required refresh without a cookie is a failure and not repeated`() {
        var session = Self.session(from: nil)
        #expect(throws: SyncFault.self) { _ = try session.receive(.result(SyncResult(.refreshRequired))) }
    }

    @Test func `a base that disappears after the refresh leads to a new one`() throws {
        let events = try Self.events(
            Self.session(from: nil),
            .information(.refreshDelete(Self.cookie(1), isDone: true)),
            .result(SyncResult(.refreshRequired))
        )
        #expect(events.last == .restart(.refreshRequired))
    }

    @Test func `a change of one server does not forget those of another`() throws {
        var session = Self.session(from: nil)
        let both = SyncCookie(
            "rid=000,csn=20261129120001.000000Z#000000#001#000000;20261129120001.000000Z#000000#002#000000"
                .utf8
        )
        _ = try session.receive(.information(.refreshDelete(both, isDone: true)))
        let events = try session.receive(.information(.newCookie(Self.cookie(9, server: "002"))))
        guard case .reached(let cookie) = events.first else {
            Issue.record("no cookie was reached")
            return
        }
        #expect(cookie.includes(both))
    }

    @Test func `a refusal without a cookie is a failure and not repeated`() {
        var session = Self.session(from: nil)
        #expect(throws: SyncFault.self) {
            _ = try session.receive(.result(SyncResult(.unwillingToPerform)))
        }
    }

    @Test func `a message after the end is a fault`() throws {
        var session = Self.session(from: 1)
        _ = try session.receive(.result(SyncResult(.refreshRequired)))
        #expect(throws: SyncFault.self) {
            _ = try session.receive(.entry(Self.entry, SyncState(.add, of: Self.alice)))
        }
    }
}
