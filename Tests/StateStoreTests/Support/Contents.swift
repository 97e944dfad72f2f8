import Accounts
import RandomTestSupport

@testable import StateStore

/// What a store has of two searches.
struct Contents: Hashable {
    var positions: [Int: FollowedPosition] = [:]
    var entries: [Int: [[UInt8]: FollowerEntry]] = [:]

    /// Reads all of it.
    init(of tables: FollowerTables) throws(StoreError) {
        for search in [0, 1] {
            positions[search] = try tables.position(of: search)
            var row = Int64.min
            while true {
                let page = try tables.page(of: search, after: row, limit: 7)
                if page.entries.isEmpty { break }
                for entry in page.entries { entries[search, default: [:]][entry.key] = entry }
                row = page.next
            }
        }
    }

    init() {}

    /// Makes the changes of a batch, in the plainest way.
    mutating func apply(_ batch: FollowerBatch, to search: Int) {
        var changed = entries[search] ?? [:]
        for key in batch.removed { changed[key] = nil }
        for entry in batch.changed { changed[entry.key] = entry }
        entries[search] = changed.isEmpty ? nil : changed
        if let position = batch.position { positions[search] = position }
    }
}

/// Batches made by chance, the same for the same seed.
///
/// The last change of each has its number, so the position of a store tells which contents belong to it.
struct RandomBatches {
    private var random: SeededGenerator
    private(set) var count = 0
    /// What a store has after the batches so far.
    private(set) var contents = Contents()

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func next() -> (batch: FollowerBatch, search: Int) {
        count += 1
        let search = Int.random(in: 0...1, using: &random)
        var batch = FollowerBatch()
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let length = Bool.random(using: &random) ? Int.random(in: 0...400, using: &random) : 200
            batch.changed.append(
                FollowerEntry(key: key(), value: bytes(count: length))
            )
        }
        for _ in 0..<Int.random(in: 0...10, using: &random) { batch.removed.append(key()) }
        batch.position = FollowedPosition(
            cookie: Int.random(in: 0...9, using: &random) == 0 ? nil : SyncCookie("csn=\(count)".utf8),
            server: Bool.random(using: &random) ? "ldap://server\(count)" : nil,
            lastCompleteRead: Bool.random(using: &random) ? count * 60 : nil,
            lastChange: count
        )
        contents.apply(batch, to: search)
        return (batch, search)
    }

    /// The contents after so many batches.
    static func contents(after count: Int, seed: UInt64) -> Contents {
        var batches = RandomBatches(seed: seed)
        while batches.count < count { _ = batches.next() }
        return batches.contents
    }

    mutating func bytes(count: Int) -> [UInt8] {
        let start = UInt8.random(in: 0...255, using: &random)
        return (0..<count).map { start &+ UInt8(truncatingIfNeeded: $0) }
    }

    private mutating func key() -> [UInt8] {
        let number = UInt8.random(in: 0...199, using: &random)
        return Array(repeating: number, count: number < 10 ? 255 : number < 20 ? 1 : 16)
    }
}

extension Contents {
    /// The number of the last batch.
    var count: Int {
        positions.values.compactMap(\.lastChange).max() ?? 0
    }
}
