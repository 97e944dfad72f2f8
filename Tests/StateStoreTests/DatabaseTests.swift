import SystemFilesTestSupport
import SystemPackage
import Testing

@testable import StateStore

/// The skin over libsqlite3.
@Suite struct DatabaseTests {
    private let directory: StoreDirectory
    private static let format = StoreFormat(
        applicationID: 7,
        migrations: ["CREATE TABLE item (number INTEGER, text TEXT, bytes BLOB) STRICT"],
        costOfLoss: "it has to be made anew"
    )

    init() throws {
        directory = try StoreDirectory()
    }

    private static func open(
        _ path: FilePath,
        durability: StoreSettings.Durability = .normal
    ) throws(StoreError) -> Database {
        var settings = StoreSettings(durability: durability, exclusive: false)
        settings.busyTimeout = .seconds(60)
        return try Database.open(at: path, format: format, settings: settings)
    }

    @Test func `values of every type come back from SQLite as they were bound`() throws {
        let database = try DatabaseTests.open(directory.path)
        let insert = try Statement("INSERT INTO item VALUES (?1, ?2, ?3)", in: database)
        let texts = ["", "Zoë\u{0}Ö", String(repeating: "x", count: 100_000)]
        let blobs: [[UInt8]?] = [[], [0, 255], nil]
        for (number, text) in zip([Int64.min, 0, .max], texts) {
            try insert.bind(number, at: 1)
            try insert.bind(text, at: 2)
            try insert.bind(blobs[texts.firstIndex(of: text) ?? 0], at: 3)
            try insert.run()
        }
        // Without new values the parameters are NULL, and not those of the last run.
        try insert.run()

        var rows: [(Int64?, String, [UInt8]?)] = []
        try Statement("SELECT * FROM item", in: database).forEachRow { row throws(StoreError) in
            rows.append((row.optionalInteger(at: 0), row.text(at: 1), row.optionalBytes(at: 2)))
        }
        #expect(rows.map(\.0) == [.min, 0, .max, nil])
        #expect(rows.map(\.1) == texts + [""])
        #expect(rows.map(\.2) == blobs + [nil])
    }

    @Test func `a transaction that throws changes nothing`() throws {
        let database = try DatabaseTests.open(directory.path)
        let error = storeError { () throws(StoreError) in
            try database.transaction { () throws(StoreError) in
                try database.execute("INSERT INTO item (number) VALUES (1)")
                try database.execute("INSERT INTO item (number) VALUES ('text')")
            }
        }
        #expect(error?.code == .other)
        #expect(database.isInTransaction == false)
        #expect(try database.integer("SELECT count(*) FROM item") == 0)
    }

    @Test(arguments: [(StoreSettings.Durability.normal, 1 as Int64), (.full, 2)])
    func `a store is written as durably as its user needs, with a write-ahead log`(
        durability: StoreSettings.Durability,
        synchronous: Int64
    ) throws {
        let database = try DatabaseTests.open(directory.path, durability: durability)
        #expect(try database.integer("PRAGMA synchronous") == synchronous)
        #expect(try database.integer("PRAGMA trusted_schema") == 0)
        #expect(try database.integer("PRAGMA page_size") == Int64(StoreSettings.pageSize))
        #expect(directory.files.names() == ["follower.db", "follower.db-shm", "follower.db-wal"])
    }

    @Test func `statements may outlive the variable of their database, and then the file is closed`() throws {
        var statement: Statement? = try Statement("SELECT 1", in: DatabaseTests.open(directory.path))
        #expect(try statement?.firstRow { $0.integer(at: 0) } == 1)
        statement = nil
        #expect(directory.files.names() == ["follower.db"])
    }

    // MARK: - Several processes

    @Test func `another process cannot open the store of a follower before it is closed`() async throws {
        var tables: FollowerTables? = try directory.open()
        #expect(try tables?.position(of: 0) == nil)
        for busy in [true, false] {
            if busy == false { tables = nil }
            await #expect(processExitsWith: .success) {
                [path = directory.path.string as String, busy = busy as Bool] in
                var settings = FollowerTables.settings
                settings.busyTimeout = .milliseconds(20)
                let error = storeError { () throws(StoreError) in
                    try FollowerTables(at: FilePath(path), scope: StoreDirectory.scope, settings: settings)
                }
                #expect(error?.code == (busy ? .busy : nil))
                #expect((error?.message.contains("another process uses it") ?? false) == busy)
            }
        }
    }

    @Test func `two processes that make and use a shared store at once lose none of their changes`()
        async throws
    {
        await withTaskGroup { group in
            for _ in 0..<2 {
                group.addTask { [path = directory.path.string] in
                    await #expect(processExitsWith: .success) { [path = path as String] in
                        // Their locks keep them together, so they also make most of the next stores at once.
                        let error = storeError { () throws(StoreError) in
                            for store in 0..<60 {
                                try DatabaseTests.count(to: 10, in: FilePath(path + "\(store)"))
                            }
                        }
                        #expect(error?.code == nil, "\(error?.message ?? "")")
                    }
                }
            }
        }
        for store in 0..<60 {
            let database = try DatabaseTests.open(FilePath(directory.path.string + "\(store)"))
            #expect(try database.integer("SELECT count(DISTINCT number) FROM item") == 20)
        }
    }

    /// Adds rows, each with the number of rows before it.
    private static func count(to limit: Int, in path: FilePath) throws(StoreError) {
        let database = try open(path)
        for _ in 0..<limit {
            try database.transaction { () throws(StoreError) in
                let count = try database.integer("SELECT count(*) FROM item")
                try database.execute("INSERT INTO item (number) VALUES (\(count))")
            }
        }
    }
}
