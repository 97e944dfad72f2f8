import Accounts
import SystemPackage

/// The tables of the follower's store, without a thread of their own.
final class FollowerTables {
    /// A part of the entries of a search, in the order in which they were first stored.
    struct Page: Sendable {
        /// The entries; empty at the end.
        var entries: [FollowerEntry] = []
        /// Where the next page begins.
        var next: Int64
    }

    // The columns of an entry are never NULL, but are not declared so: with a constraint that may fail in the middle of
    // a statement, SQLite keeps a copy of each page to undo that statement, which doubles the time.
    static let format = StoreFormat(
        applicationID: 0x6148_666F,
        migrations: [
            """
            CREATE TABLE scope (digest BLOB NOT NULL) STRICT;
            CREATE TABLE position (
                search INTEGER PRIMARY KEY, cookie BLOB, server TEXT, newest BLOB, last_complete_read INTEGER,
                last_change INTEGER
            ) STRICT;
            CREATE TABLE entry (
                row INTEGER PRIMARY KEY, search INTEGER, key BLOB, value BLOB
            ) STRICT;
            CREATE UNIQUE INDEX entry_key ON entry (search, key);
            """
        ],
        costOfLoss: "the next run costs one complete read of the directory"
    )

    // The cache holds the index of a million entries, which arrive in no order.
    static let settings = StoreSettings(durability: .normal, exclusive: true, cache: 64 << 20)

    /// Whether the file had contents of another scope, which were dropped.
    let discarded: Bool
    private let database: Database
    private let upsert: EntryUpsert
    private let remove: Statement
    private let page: Statement
    private let readPosition: Statement
    private let writePosition: Statement

    init(at path: FilePath, scope: [UInt8], settings: StoreSettings = settings) throws(StoreError) {
        database = try Database.open(at: path, format: FollowerTables.format, settings: settings)
        discarded = try FollowerTables.enter(scope, in: database)
        upsert = try EntryUpsert(in: database)
        remove = try Statement("DELETE FROM entry WHERE search = ?1 AND key = ?2", in: database)
        // In the order of the file: reading by the index would visit its pages at random.
        page = try Statement(
            """
            SELECT row, key, value FROM entry NOT INDEXED
            WHERE row > ?2 AND search = ?1 ORDER BY row LIMIT ?3
            """,
            in: database
        )
        readPosition = try Statement(
            "SELECT cookie, server, newest, last_complete_read, last_change FROM position WHERE search = ?1",
            in: database
        )
        writePosition = try Statement("REPLACE INTO position VALUES (?1, ?2, ?3, ?4, ?5, ?6)", in: database)
    }

    /// Makes the scope that of the store; true if the contents were those of another one and are dropped.
    private static func enter(_ scope: [UInt8], in database: Database) throws(StoreError) -> Bool {
        try database.transaction { () throws(StoreError) in
            let stored = try Statement("SELECT digest FROM scope", in: database).firstRow { $0.bytes(at: 0) }
            if stored == scope { return false }
            try database.execute("DELETE FROM entry; DELETE FROM position; DELETE FROM scope")
            let insert = try Statement("INSERT INTO scope VALUES (?1)", in: database)
            try insert.bind(scope, at: 1)
            try insert.run()
            return stored != nil
        }
    }

    func position(of search: Int) throws(StoreError) -> FollowedPosition? {
        try readPosition.bind(Int64(search), at: 1)
        return try readPosition.firstRow { row in
            FollowedPosition(
                cookie: row.optionalBytes(at: 0).map(SyncCookie.init),
                server: row.optionalText(at: 1),
                newest: row.optionalBytes(at: 2).map(SyncCookie.init),
                lastCompleteRead: row.optionalInteger(at: 3).map(Int.init),
                lastChange: row.optionalInteger(at: 4).map(Int.init)
            )
        }
    }

    func page(of search: Int, after row: Int64, limit: Int) throws(StoreError) -> Page {
        try page.bind(Int64(search), at: 1)
        try page.bind(row, at: 2)
        try page.bind(Int64(limit), at: 3)
        var result = Page(next: row)
        try page.forEachRow { row throws(StoreError) in
            result.next = row.integer(at: 0)
            guard let key = row.optionalBytes(at: 1), let value = row.optionalBytes(at: 2) else {
                throw database.damage("row \(result.next) of the entries is incomplete")
            }
            result.entries.append(FollowerEntry(key: key, value: value))
        }
        return result
    }

    // MARK: - Changes

    func apply(_ batch: FollowerBatch, to search: Int) throws(StoreError) {
        guard database.isInTransaction else {
            return try database.transaction { () throws(StoreError) in try write(batch, to: search) }
        }
        do {
            return try write(batch, to: search)
        } catch {
            database.rollBack()
            throw error
        }
    }

    func begin() throws(StoreError) {
        guard database.isInTransaction == false else {
            throw StoreError(.other, "a transaction of \(database.shownPath) has already begun")
        }
        try database.begin()
    }

    func commit() throws(StoreError) {
        guard database.isInTransaction else {
            throw StoreError(.other, "no transaction of \(database.shownPath) has begun, or it failed")
        }
        try database.commit()
        database.releaseMemory()
    }

    func rollBack() {
        database.rollBack()
        database.releaseMemory()
    }

    private func write(_ batch: FollowerBatch, to search: Int) throws(StoreError) {
        let search = Int64(search)
        for key in batch.removed {
            try remove.bind(search, at: 1)
            try remove.bind(key, at: 2)
            try remove.run()
        }
        try upsert.run(batch.changed, search: search)
        if let position = batch.position {
            try writePosition.bind(search, at: 1)
            try writePosition.bind(position.cookie?.bytes, at: 2)
            try writePosition.bind(position.server, at: 3)
            try writePosition.bind(position.newest?.bytes, at: 4)
            try writePosition.bind(position.lastCompleteRead.map(Int64.init), at: 5)
            try writePosition.bind(position.lastChange.map(Int64.init), at: 6)
            try writePosition.run()
        }
    }
}
