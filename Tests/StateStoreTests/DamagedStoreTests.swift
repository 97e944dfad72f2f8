import RandomTestSupport
import SystemPackage
import Testing

@testable import StateStore

/// Files that are not what the store wrote.
@Suite struct DamagedStoreTests {
    /// A file with values that fill pages of every kind.
    private struct Sample {
        let bytes: [UInt8]
        let contents: Contents

        init() throws {
            let directory = try StoreDirectory()
            var batches = RandomBatches(seed: 1)
            let tables = try directory.open()
            for _ in 0..<40 {
                let (batch, search) = batches.next()
                try tables.apply(batch, to: search)
            }
            for (number, size) in [5000, 20_000, 300_000, 1 << 20].enumerated() {
                let entry = FollowerEntry(
                    key: [0, UInt8(number)],
                    value: batches.bytes(count: size)
                )
                try tables.apply(FollowerBatch(changed: [entry]), to: 0)
            }
            // Free pages remain.
            try tables.apply(FollowerBatch(removed: [[0, 2]]), to: 0)
            contents = try Contents(of: tables)
            _ = consume tables
            bytes = try directory.bytes()
        }
    }

    private static let sample = Result { try Sample() }
    private let directory: StoreDirectory
    private let contents: Contents
    private let original: [UInt8]

    init() throws {
        let sample = try DamagedStoreTests.sample.get()
        contents = sample.contents
        original = sample.bytes
        directory = try StoreDirectory()
        try directory.replace(with: original)
    }

    private static func noise(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
        let words = (0..<count / 8 + 1).map { _ in random.next() }
        return words.withUnsafeBytes { Array($0.prefix(count)) }
    }

    private func read() -> Result<Contents, StoreError> {
        Result { () throws(StoreError) in try Contents(of: directory.open()) }
    }

    private func restore(_ page: Int) throws {
        let start = page * StoreSettings.pageSize
        try directory.overwrite(at: start, with: original[start..<start + StoreSettings.pageSize])
    }

    /// What is allowed for a damaged file: a clear error, or the contents.
    private func expectErrorOrContents(_ comment: Comment) -> StoreError.Code? {
        switch read() {
        case .success(let read):
            #expect(read == contents, comment)
            return nil
        case .failure(let error):
            #expect(error.code == .damaged, comment)
            #expect(error.message.contains(directory.path.string), comment)
            #expect(
                error.message.contains("move it away: the next run costs one complete read of the directory"),
                comment
            )
            return error.code
        }
    }

    @Test func `a store with a page overwritten at random is called damaged, or its contents are right`()
        throws
    {
        let pages = original.count / StoreSettings.pageSize
        try #require(pages * StoreSettings.pageSize == original.count && pages > 80)
        var random = SeededGenerator(seed: 2)
        var damaged = 0
        for page in 0..<pages {
            let noise = DamagedStoreTests.noise(StoreSettings.pageSize, &random)
            try directory.overwrite(at: page * StoreSettings.pageSize, with: noise)
            if expectErrorOrContents("page \(page + 1)") != nil { damaged += 1 }
            try restore(page)
        }
        // Only pages that are free may be overwritten without notice.
        #expect(damaged > pages - 25)
        #expect(damaged < pages)
    }

    @Test func `a store with a page of zeros is called damaged, or has its positions and keys`() throws {
        let zeros = Array(repeating: 0 as UInt8, count: StoreSettings.pageSize)
        for page in 0..<original.count / StoreSettings.pageSize {
            try directory.overwrite(at: page * StoreSettings.pageSize, with: zeros)
            // In a page of a large value zeros look like its bytes.
            switch read() {
            case .success(let read):
                #expect(read.positions == contents.positions)
                #expect(
                    read.entries.mapValues { Set($0.keys) } == contents.entries.mapValues { Set($0.keys) }
                )
            case .failure(let error):
                #expect(error.code == .damaged)
            }
            try restore(page)
        }
    }

    @Test func `a store that was cut off is called damaged, and an empty file is a new store`() throws {
        var random = SeededGenerator(seed: 3)
        let lengths =
            [2, 15, 16, 99, 100, 511, 512, original.count - 1] + (1...5).map { $0 * StoreSettings.pageSize }
            + (0..<40).map { _ in Int.random(in: 1..<original.count, using: &random) }
        for length in lengths {
            try directory.replace(with: original[..<length])
            let code = expectErrorOrContents("\(length) bytes")
            // The end of the last page may be unused.
            let whole = length > original.count - StoreSettings.pageSize
            #expect(code == .damaged || whole, "\(length) bytes")
        }
        try directory.replace(with: [])
        #expect(try read().get() == Contents())
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `bytes changed at random places of a store crash nothing when it is read and written`(
        seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let count = Int.random(in: 1...64, using: &random)
            // The header of the file and those of its pages are hit more often than by chance.
            let page = Int.random(in: 0..<original.count / StoreSettings.pageSize, using: &random)
            let place = Int.random(in: 0..<(Bool.random(using: &random) ? 120 : 16_000), using: &random)
            try directory.overwrite(
                at: page * StoreSettings.pageSize + place,
                with: DamagedStoreTests.noise(count, &random)
            )
        }
        var batches = RandomBatches(seed: seed)
        let error = storeError { () throws(StoreError) in
            let tables = try directory.open()
            for _ in 0..<3 {
                let (batch, search) = batches.next()
                try tables.apply(batch, to: search)
            }
            _ = try Contents(of: tables)
        }
        let code = error?.code ?? .damaged
        #expect([.damaged, .cannotOpen, .newerVersion].contains(code), "\(error?.message ?? "")")
    }

    @Test func `damage that happens while a store is open is reported when it is met`() throws {
        // Too little memory to keep the pages.
        let tables = try directory.open(cache: 64 << 10)
        var random = SeededGenerator(seed: 4)
        let noise = DamagedStoreTests.noise(original.count - StoreSettings.pageSize, &random)
        try directory.overwrite(at: StoreSettings.pageSize, with: noise)
        #expect(storeError { () throws(StoreError) in try Contents(of: tables) }?.code == .damaged)
        var batches = RandomBatches(seed: 5)
        let (batch, search) = batches.next()
        #expect(storeError { () throws(StoreError) in try tables.apply(batch, to: search) }?.code == .damaged)
    }

    @Test(arguments: ["", String(repeating: "nothing ", count: 10_000)])
    func `a text file in the place of a store is called damaged and is not changed`(end: String) throws {
        try directory.replace(with: Array(("This is a text file." + end).utf8))
        #expect(expectErrorOrContents("a text file") == .damaged)
        #expect(try directory.bytes() == Array(("This is a text file." + end).utf8))
    }

    @Test func `a store whose journal was damaged has the contents of an earlier batch`() throws {
        try directory.replace(with: [])
        var batches = RandomBatches(seed: 6)
        let tables = try directory.open()
        for _ in 0..<30 {
            let (batch, search) = batches.next()
            try tables.apply(batch, to: search)
        }
        let main = try directory.bytes()
        let journal = try StoreDirectory.bytes(of: FilePath(directory.path.string + "-wal"))
        let copy = try StoreDirectory()
        var random = SeededGenerator(seed: 7)
        for _ in 0..<30 {
            try copy.replace(with: main)
            var damaged = journal
            let place = Int.random(in: 0..<journal.count, using: &random)
            damaged[place] ^= 0xff
            try StoreDirectory.replace(FilePath(copy.path.string + "-wal"), with: damaged)
            let read = try Contents(of: copy.open())
            #expect(read == RandomBatches.contents(after: read.count, seed: 6), "byte \(place)")
        }
        _ = consume tables
    }
}
