import Accounts
import LDAPClient
import LDAPTestSupport
import Logging
import Synchronization
import Testing

/// A slapd, a follower behind a proxy that can cut its connections, and a consumer that believes what it is handed.
final class FollowedSite: Sendable {
    let slapd: SlapdServer
    let proxy: CuttingProxy
    let follower: DirectoryFollower
    private let served = Mutex<[EntryID: Account]>([:])
    private let search: AccountSearch

    static let rules = AccountRules(prefix: "/home", uidNumbers: 1_000...60_000)

    private init(
        _ slapd: SlapdServer,
        _ proxy: CuttingProxy,
        _ search: AccountSearch,
        _ options: FollowerSettings,
        _ memory: (any FollowerMemory)?
    ) {
        self.slapd = slapd
        self.proxy = proxy
        self.search = search
        follower = DirectoryFollower(
            settings: LDAPSettings(uris: ["ldap://127.0.0.1:\(proxy.port)"]),
            search: search,
            rules: Self.rules,
            options: options,
            memory: memory,
            logger: quiet
        )
    }

    /// Settings for tests: failures are tried again soon, and complete reads hide nothing.
    static var options: FollowerSettings {
        FollowerSettings(
            completeReadInterval: .seconds(36_000),
            pollInterval: .milliseconds(100),
            retry: RetrySchedule([.milliseconds(20)]),
            capacity: 50
        )
    }

    static func search(in slapd: SlapdServer) -> AccountSearch {
        var search = AccountSearch(bases: ["ou=people,\(slapd.suffix)"])
        search.filter = "(&(objectClass=posixAccount)(!(employeeType=former)))"
        return search
    }

    /// Follows a server while a test runs.
    ///
    /// - Parameters:
    ///   - slapd: The server.
    ///   - proxy: The proxy before it; nil for a new one. A cookie belongs to the address of its server.
    ///   - options: How to follow.
    ///   - memory: Where the follower keeps what it has seen.
    ///   - body: The test.
    /// - Returns: The result of the test.
    /// - Throws: What the test or the follower throws.
    static func following<Result: Sendable>(
        _ slapd: SlapdServer,
        through proxy: CuttingProxy? = nil,
        options: FollowerSettings = FollowedSite.options,
        memory: (any FollowerMemory)? = nil,
        _ body: @Sendable @escaping (FollowedSite) async throws -> Result
    ) async throws -> Result {
        let own = proxy == nil ? try CuttingProxy(to: slapd.port) : nil
        defer { own?.close() }
        guard let proxy = proxy ?? own else { throw CancellationError() }
        let site = FollowedSite(slapd, proxy, search(in: slapd), options, memory)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await site.follower.run()
                return nil
            }
            group.addTask {
                try await site.consume()
                return nil
            }
            group.addTask { try await body(site) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    private func consume() async throws {
        while !Task.isCancelled {
            guard let work = try? await follower.next() else { return }
            switch work {
            case .everything(let snapshot):
                let accounts = snapshot.accounts.map {
                    (EntryID(uuidText: Array(($0.stableID ?? "").utf8)), $0)
                }
                served.withLock { served in
                    served = [:]
                    for case (let id?, let account) in accounts { served[id] = account }
                }
            case .entry(let key, .served(let account)): served.withLock { $0[key.id] = account }
            case .entry(let key, _): served.withLock { $0[key.id] = nil }
            }
            try await follower.done(work)
        }
    }

    /// The accounts that the consumer knows, by name.
    var known: [Account] { served.withLock { $0.values.sorted { $0.name < $1.name } } }

    /// A fresh search, past the proxy.
    func fresh() async throws -> AccountSnapshot {
        let reader = AccountReader(
            settings: LDAPSettings(uris: [slapd.ldapiURI]),
            search: search,
            rules: Self.rules,
            logger: quiet
        )
        return try await reader.accounts(at: 0)
    }

    /// Waits until the follower and its consumer know what a fresh search finds.
    ///
    /// - Parameters:
    ///   - comment: What happened before, for the failure.
    ///   - sourceLocation: The place for the failure.
    /// - Throws: If the server cannot be asked.
    func settles(_ comment: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let wanted = try await fresh()
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if await follower.snapshot() == wanted,
                known.elementsEqual(wanted.accounts.sorted { $0.name < $1.name })
            {
                return
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        let followed = Set(await follower.snapshot()?.accounts.map(\.name) ?? [])
        let report = await follower.report
        let names = Set(wanted.accounts.map(\.name))
        let consumed = Set(known.map(\.name))
        Issue.record(
            """
            after \(comment): the follower lacks \(names.subtracting(followed)), and has \(followed.subtracting(names)) \
            too many; the consumer lacks \(names.subtracting(consumed)), and has \(consumed.subtracting(names)) \
            too many; \(report)
            """,
            sourceLocation: sourceLocation
        )
    }

    /// Waits until something is true.
    func waits(
        until isTrue: @Sendable () async -> Bool,
        _ comment: Comment,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if await isTrue() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record(comment, sourceLocation: sourceLocation)
    }
}

/// A memory that keeps everything in this process, to start a follower again with it.
actor KeptMemory: FollowerMemory {
    private(set) var positions: [Int: FollowedPosition] = [:]
    private(set) var entries: [Int: [EntryID: [UInt8]]] = [:]

    func position(of search: Int) -> FollowedPosition? { positions[search] }

    func entries(of search: Int) -> [(EntryID, [UInt8])] {
        entries[search, default: [:]].map { ($0.key, $0.value) }
    }

    func save(_ changes: [EntryID: [UInt8]?], position: FollowedPosition, of search: Int) {
        for (id, packed) in changes { entries[search, default: [:]][id] = packed }
        positions[search] = position
    }
}
