/// Stores entries, new or changed, ten with one statement, which takes half the time of one at a time.
struct EntryUpsert {
    private static let width = 10
    private let database: Database
    private let one: Statement
    private let many: Statement

    init(in database: Database) throws(StoreError) {
        self.database = database
        one = try EntryUpsert.statement(rows: 1, in: database)
        many = try EntryUpsert.statement(rows: EntryUpsert.width, in: database)
    }

    func run(_ entries: [FollowerEntry], search: Int64) throws(StoreError) {
        for entry in entries where entry.key.isEmpty || entry.key.count > 255 {
            throw StoreError(
                .badValue,
                "an entry with a key of \(entry.key.count) bytes cannot be stored in \(database.shownPath); "
                    + "a key has 1 to 255 bytes"
            )
        }
        var start = 0
        while start < entries.count {
            let whole = entries.count - start >= EntryUpsert.width
            let end = start + (whole ? EntryUpsert.width : 1)
            try run(whole ? many : one, entries[start..<end], search: search)
            start = end
        }
    }

    private func run(
        _ statement: Statement,
        _ entries: ArraySlice<FollowerEntry>,
        search: Int64
    ) throws(StoreError) {
        var parameter = 1
        for entry in entries {
            try statement.bind(search, at: parameter)
            try statement.bind(entry.key, at: parameter + 1)
            try statement.bind(entry.value, at: parameter + 2)
            parameter += 3
        }
        try statement.run()
    }

    private static func statement(rows: Int, in database: Database) throws(StoreError) -> Statement {
        let values = Array(repeating: "(?, ?, ?)", count: rows).joined(separator: ", ")
        return try Statement(
            """
            INSERT INTO entry (search, key, value) VALUES \(values)
            ON CONFLICT (search, key) DO UPDATE SET value = excluded.value
            """,
            in: database
        )
    }
}
