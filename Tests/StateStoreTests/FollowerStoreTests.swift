import Accounts
import RandomTestSupport
import SystemPackage
import Testing

@testable import StateStore

/// The follower's store as its callers see it.
@Suite struct FollowerStoreTests {
    private let directory: StoreDirectory

    init() throws {
        directory = try StoreDirectory()
    }

    private func open(scope: [UInt8] = StoreDirectory.scope) async throws -> FollowerStore {
        try await FollowerStore.open(at: directory.path, scope: scope)
    }

    private func entries(of store: FollowerStore, search: Int = 0) async throws -> [FollowerEntry] {
        var entries: [FollowerEntry] = []
        try await store.forEachEntry(of: search) { entries.append($0) }
        return entries
    }

    @Test func `a new store of a follower has no position and no entries`() async throws {
        let store = try await open()
        #expect(try await store.position(of: 0) == nil)
        #expect(try await entries(of: store) == [])
        #expect(try await store.discarded == false)
    }

    @Test func `a follower's store returns after a restart what was written, for each search`() async throws {
        let values = [[], Array(repeating: 7, count: 200), Array(repeating: 8, count: 1 << 20)] as [[UInt8]]
        let stored = values.enumerated().map { number, value in
            FollowerEntry(key: Array(repeating: UInt8(number), count: 255), value: value)
        }
        let position = FollowedPosition(
            cookie: SyncCookie([]),
            server: "ldap://é",
            newest: SyncCookie([0, 255]),
            lastCompleteRead: 0,
            lastChange: .min
        )
        let other = FollowerEntry(key: stored[0].key, value: [1])
        var store = try await open()
        try await store.apply(FollowerBatch(changed: stored, position: position), to: 0)
        try await store.apply(FollowerBatch(changed: [other]), to: 1)
        await store.close()

        store = try await open()
        #expect(try await store.discarded == false)
        #expect(try await store.position(of: 0) == position)
        #expect(try await entries(of: store) == stored)
        #expect(try await store.position(of: 1) == nil)
        #expect(try await entries(of: store, search: 1) == [other])
    }

    @Test func `more entries of a search than fit into one page are read once each, in order`() async throws {
        let store = try await open()
        let stored = (0..<5000).map { number in
            FollowerEntry(key: Array("\(number)".utf8), value: [])
        }
        for entry in stored { try await store.apply(FollowerBatch(changed: [entry]), to: 0) }
        #expect(try await entries(of: store) == stored)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `any series of batches leaves what the plainest dictionary would have`(seed: UInt64) throws {
        var batches = RandomBatches(seed: seed)
        var tables: FollowerTables? = try directory.open()
        for number in 1...40 {
            let (batch, search) = batches.next()
            try tables?.apply(batch, to: search)
            if number % 10 == 0 {
                tables = nil
                let opened = try directory.open()
                #expect(try Contents(of: opened) == batches.contents)
                tables = opened
            }
        }
    }

    @Test func `what a follower keeps is the same again`() async throws {
        let store = try await open()
        let ids = [EntryID.uuid(1, .max), .text([]), .text(Array("cn=ann".utf8))]
        let position = FollowedPosition(cookie: SyncCookie([1]), server: "ldap://one", lastChange: 7)
        try await store.save([ids[0]: [1], ids[1]: [2], ids[2]: [3]], position: position, of: 1)
        try await store.save([ids[1]: nil], position: position, of: 1)
        let kept = Dictionary(uniqueKeysWithValues: try await store.entries(of: 1) as [(EntryID, [UInt8])])
        #expect(kept == [ids[0]: [1], ids[2]: [3]])
        #expect(try await store.position(of: 1) == position)
        #expect(try await store.entries(of: 0).isEmpty)
    }

    @Test func `a store of another scope is emptied when it is opened, and says so`() async throws {
        var store = try await open()
        let batch = FollowerBatch(
            changed: [FollowerEntry(key: [1], value: [1])],
            position: FollowedPosition(cookie: SyncCookie([1]))
        )
        for search in [0, 1] { try await store.apply(batch, to: search) }
        await store.close()

        for scope in [[9], []] as [[UInt8]] {
            store = try await open(scope: scope)
            #expect(try await store.discarded)
            for search in [0, 1] {
                #expect(try await store.position(of: search) == nil)
                #expect(try await entries(of: store, search: search) == [])
            }
            try await store.apply(batch, to: 1)
            await store.close()
        }
        store = try await open(scope: [])
        #expect(try await store.discarded == false)
        #expect(try await entries(of: store, search: 1) == batch.changed)
    }

    @Test(arguments: [0, 256])
    func `a batch with a key of a forbidden length is refused as a whole`(length: Int) async throws {
        let store = try await open()
        let good = FollowerEntry(key: [1], value: [1])
        let bad = FollowerEntry(key: Array(repeating: 1, count: length), value: [1])
        let batch = FollowerBatch(
            changed: Array(repeating: good, count: 30) + [bad],
            position: FollowedPosition(cookie: SyncCookie([1]))
        )
        let error = await #expect(throws: StoreError.self) { try await store.apply(batch, to: 0) }
        #expect(error?.code == .badValue)
        #expect(error?.message.contains("a key of \(length) bytes") == true)
        #expect(try await store.position(of: 0) == nil)
        #expect(try await entries(of: store) == [])
    }

    @Test func `a value that is too large is refused, and its batch with it`() async throws {
        let store = try await open()
        let batch = FollowerBatch(
            changed: [
                FollowerEntry(key: [1], value: [1]),
                FollowerEntry(key: [2], value: Array(repeating: 0, count: 64 << 20)),
            ]
        )
        let error = await #expect(throws: StoreError.self) { try await store.apply(batch, to: 0) }
        #expect(error?.code == .badValue)
        #expect(try await entries(of: store) == [])
    }

    @Test func `a closed store of a follower says that it is closed`() async throws {
        let store = try await open()
        await store.close()
        await store.close()
        let error = await #expect(throws: StoreError.self) { try await store.position(of: 0) }
        #expect(error?.code == .closed)
        #expect(error?.message.contains(directory.path.string) == true)
        // A closed store keeps nobody out.
        _ = try await open()
    }

    // MARK: - Transactions

    @Test func `batches between begin and commit are stored together, or not at all`() async throws {
        var store = try await open()
        let batch = FollowerBatch(
            changed: [FollowerEntry(key: [1], value: [1])],
            position: FollowedPosition(cookie: SyncCookie([1]))
        )
        try await store.begin()
        for search in [0, 1] { try await store.apply(batch, to: search) }
        await store.close()

        store = try await open()
        #expect(try await store.position(of: 0) == nil)
        try await store.begin()
        for search in [0, 1] { try await store.apply(batch, to: search) }
        try await store.rollBack()
        #expect(try await entries(of: store) == [])
        try await store.begin()
        for search in [0, 1] { try await store.apply(batch, to: search) }
        try await store.commit()
        await store.close()

        store = try await open()
        for search in [0, 1] {
            #expect(try await store.position(of: search) == batch.position)
            #expect(try await entries(of: store, search: search) == batch.changed)
        }
    }

    @Test func `a batch that fails between begin and commit undoes those before it`() async throws {
        let store = try await open()
        let good = FollowerBatch(changed: [FollowerEntry(key: [1], value: [1])])
        let bad = FollowerBatch(changed: [FollowerEntry(key: [], value: [1])])
        try await store.begin()
        try await store.apply(good, to: 0)
        await #expect(throws: StoreError.self) { try await store.apply(bad, to: 0) }
        #expect(try await entries(of: store) == [])
        // The transaction has ended, so it cannot be mistaken for one that was committed.
        let error = await #expect(throws: StoreError.self) { try await store.commit() }
        #expect(error?.code == .other)
    }

    @Test func `a second begin is refused and leaves the first transaction open`() async throws {
        let store = try await open()
        try await store.begin()
        let error = await #expect(throws: StoreError.self) { try await store.begin() }
        #expect(error?.code == .other)
        try await store.commit()
    }
}
