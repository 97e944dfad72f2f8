import SystemFilesTestSupport
import SystemPackage
import Testing

@testable import StateStore

/// Stores on disks without space.
@Suite struct FullStoreTests {
    private struct Attempt: Sendable {
        /// The error of writing; nil without one.
        let failure: StoreError?
        /// How many batches were applied without an error.
        let applied: Int
        /// Whether the store had the contents of that many batches, after the error and when opened again.
        ///
        /// Empty if there is not even space for a new store.
        let intact: [Bool]
    }

    @Test(arguments: [false, true])
    func `a store on a disk that becomes full says so and keeps what it had`(inOne: Bool) throws {
        var applied: [Int] = []
        for size in [16, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048, 8192, 32_768] {
            let attempt = try attempt(kilobytes: size, batches: 60, inOne: inOne)
            #expect(attempt.failure == nil || attempt.failure?.code == .full, "\(size) KiB: \(attempt)")
            #expect([[], [true, true]].contains(attempt.intact), "\(size) KiB: \(attempt)")
            applied.append(attempt.applied)
        }
        #expect(applied.first == 0)
        #expect(applied.last == 60)
        #expect(inOne || applied.contains { (1..<60).contains($0) })
    }

    private func attempt(kilobytes: Int, batches count: Int, inOne: Bool) throws -> Attempt {
        let directory = try StoreDirectory()
        try directory.files.makeDirectory("disk")
        let disk = directory.files.full("disk")
        return try PrivateMounts.run {
            try PrivateMounts.mountMemory(on: disk, options: "mode=0700,size=\(kilobytes)k")
            let path = FilePath(disk + "/follower.db")
            var batches = RandomBatches(seed: 9)
            var applied = 0
            var intact: [Bool] = []
            let failure = storeError { () throws(StoreError) in
                let tables = try FollowerTables(at: path, scope: [])
                defer { intact.append(isIntact(tables, after: applied)) }
                if inOne { try tables.begin() }
                for _ in 0..<count {
                    let (batch, search) = batches.next()
                    _ = try tables.apply(batch, to: search)
                    if inOne == false { applied += 1 }
                }
                if inOne {
                    try tables.commit()
                    applied = count
                }
            }
            let again = storeError { () throws(StoreError) in
                intact.append(isIntact(try FollowerTables(at: path, scope: []), after: applied))
            }
            #expect(again?.code == (intact.isEmpty ? .full : nil))
            return Attempt(failure: failure, applied: applied, intact: intact)
        }
    }

    private func isIntact(_ tables: FollowerTables, after count: Int) -> Bool {
        (try? Contents(of: tables)) == RandomBatches.contents(after: count, seed: 9)
    }
}
