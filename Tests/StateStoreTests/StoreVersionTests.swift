import CSQLite
import SystemPackage
import Testing

@testable import StateStore

/// Stores of other versions and of other programs.
@Suite struct StoreVersionTests {
    private let directory: StoreDirectory

    init() throws {
        directory = try StoreDirectory()
    }

    private func open(_ format: StoreFormat) throws(StoreError) -> Database {
        try Database.open(
            at: directory.path,
            format: format,
            settings: StoreSettings(durability: .full, exclusive: true)
        )
    }

    private static func format(_ migrations: [String], applicationID: Int32 = 7) -> StoreFormat {
        StoreFormat(
            applicationID: applicationID,
            migrations: migrations,
            costOfLoss: "it has to be made anew"
        )
    }

    @Test func `an older store is brought to the version of this program step by step, once`() throws {
        let first = "CREATE TABLE numbers (number INTEGER); INSERT INTO numbers VALUES (1)"
        let steps = [
            first, "UPDATE numbers SET number = number + 10", "UPDATE numbers SET number = number * 2",
        ]
        for count in [1, 1, 3, 3] {
            let database = try open(StoreVersionTests.format(Array(steps.prefix(count))))
            #expect(try database.integer("SELECT number FROM numbers") == (count == 1 ? 1 : 22))
            #expect(try database.integer("PRAGMA user_version") == Int64(count))
        }
    }

    @Test func `a failed change of tables leaves the store in its old version`() throws {
        let first = "CREATE TABLE numbers (number INTEGER); INSERT INTO numbers VALUES (1)"
        _ = try open(StoreVersionTests.format([first]))
        let failing = StoreVersionTests.format([first, "DELETE FROM numbers; INSERT INTO missing VALUES (1)"])
        let error = storeError { () throws(StoreError) in try open(failing) }
        #expect(error?.code == .damaged)
        #expect(error?.message.contains("no such table: missing") == true)
        let database = try open(StoreVersionTests.format([first]))
        #expect(try database.integer("SELECT number FROM numbers") == 1)
    }

    @Test func `a store of a newer program is refused and not changed`() throws {
        let own = FollowerTables.format
        _ = try open(
            StoreVersionTests.format(
                own.migrations + ["CREATE TABLE more (number INTEGER)"],
                applicationID: own.applicationID
            )
        )
        let before = try directory.bytes()
        let error = storeError { () throws(StoreError) in try directory.open() }
        #expect(error?.code == .newerVersion)
        #expect(error?.message.contains("has version 2, and this program knows the versions up to 1") == true)
        #expect(error?.message.contains("one complete read of the directory") == true)
        #expect(try directory.bytes() == before)
    }

    @Test func `the database of another program is refused and not changed`() throws {
        _ = try open(StoreVersionTests.format(["CREATE TABLE numbers (number INTEGER)"]))
        var before = try directory.bytes()
        var error = storeError { () throws(StoreError) in try directory.open() }
        #expect(error?.code == .cannotOpen)
        #expect(
            error?.message.contains("its application_id is 7, not \(FollowerTables.format.applicationID)")
                == true
        )
        #expect(try directory.bytes() == before)

        try directory.replace(with: [])
        var handle: OpaquePointer?
        #expect(sqlite3_open(directory.path.string, &handle) == SQLITE_OK)
        #expect(sqlite3_exec(handle, "CREATE TABLE numbers (number INTEGER)", nil, nil, nil) == SQLITE_OK)
        #expect(sqlite3_close(handle) == SQLITE_OK)
        before = try directory.bytes()
        error = storeError { () throws(StoreError) in try directory.open() }
        #expect(error?.code == .cannotOpen)
        #expect(try directory.bytes() == before)
    }

    @Test func `a store that lacks one of its tables is called damaged`() throws {
        _ = try directory.open()
        let database = try open(FollowerTables.format)
        try database.execute("DROP TABLE position")
        _ = consume database
        let error = storeError { () throws(StoreError) in try directory.open() }
        #expect(error?.code == .damaged)
        #expect(error?.message.contains("no such table: position") == true)
    }
}
