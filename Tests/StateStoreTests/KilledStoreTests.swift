import Accounts
import Glibc
import SystemPackage
import Testing

@testable import StateStore

/// Processes that are killed while they write a store.
@Suite struct KilledStoreTests {
    @Test(arguments: [1, 5])
    func `a store of a killed follower has the entries that belong to its position`(
        batchesInTransaction: Int
    ) async throws {
        let directory = try StoreDirectory()
        var count = 0
        for round in 0..<30 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    path = directory.path.string as String, delay = (1 + round * round * 7) as Int,
                    early = (round % 5 == 4) as Bool, size = batchesInTransaction as Int
                ] in
                if early { Doom.inMicroseconds(delay * 10) }
                let store = try await FollowerStore.open(at: FilePath(path), scope: StoreDirectory.scope)
                var batches = RandomBatches(seed: 11)
                let done = max(
                    try await store.position(of: 0)?.lastChange ?? 0,
                    try await store.position(of: 1)?.lastChange ?? 0
                )
                while batches.count < Int(done) { _ = batches.next() }
                while true {
                    // The kill comes some time after the first transactions of this process.
                    if early == false, batches.count == Int(done) + 2 * size { Doom.inMicroseconds(delay) }
                    if size > 1 { try await store.begin() }
                    for _ in 0..<size {
                        let (batch, search) = batches.next()
                        try await store.apply(batch, to: search)
                    }
                    if size > 1 { try await store.commit() }
                }
            }
            let contents = try Contents(of: directory.open())
            #expect(contents == RandomBatches.contents(after: contents.count, seed: 11))
            #expect(contents.count % batchesInTransaction == 0)
            #expect(contents.count >= count + (round % 5 == 4 ? 0 : 2 * batchesInTransaction))
            count = contents.count
        }
    }
}
