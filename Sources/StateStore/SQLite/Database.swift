import CSQLite
import SystemPackage

/// An open file of SQLite, closed once, when its last statement is gone.
///
/// All functions block, and one thread at a time may use it.
final class Database {
    let handle: OpaquePointer
    let path: FilePath
    let format: StoreFormat
    let settings: StoreSettings

    private init(_ handle: OpaquePointer, path: FilePath, format: StoreFormat, settings: StoreSettings) {
        self.handle = handle
        self.path = path
        self.format = format
        self.settings = settings
    }

    deinit {
        // Every statement holds the database, so none is left that would keep it open.
        sqlite3_close(handle)
    }

    /// Opens a store, makes it if there is none, and brings its tables to the version of this program.
    ///
    /// The whole file is checked (`PRAGMA quick_check`), which takes as long as reading it.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the file.
    ///   - format: What kind of store it must be.
    ///   - settings: How to use the file.
    /// - Returns: The store, ready to be used.
    /// - Throws: `.notOwned`, `.cannotOpen`, `.damaged`, `.newerVersion`, `.busy`, `.full`, `.io`.
    static func open(
        at path: FilePath,
        format: StoreFormat,
        settings: StoreSettings
    ) throws(StoreError) -> Database {
        let file = try StoreFile.prepare(path)
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let result = file.withPlatformString { sqlite3_open_v2($0, &handle, flags, nil) }
        guard let handle else {
            throw StoreError(.other, "cannot open a store: SQLite has no memory")
        }
        // The handle exists even if the call failed, and has to be closed.
        let database = Database(handle, path: file, format: format, settings: settings)
        try database.check(result, "open")
        // SQLite opens a file that it cannot write without an error.
        try database.check(sqlite3_db_readonly(handle, "main") == 1 ? SQLITE_READONLY : SQLITE_OK, "write to")
        try database.configure()
        let version = try database.recognisedVersion()
        try database.configureFile()
        if version > 0 { try database.verify() }
        try database.migrate(from: version)
        return database
    }

    /// Throws unless the result code says that all went well.
    func check(_ result: CInt, _ operation: @autoclosure () -> String) throws(StoreError) {
        guard result == SQLITE_OK else { throw failure(result, operation()) }
    }

    /// Runs SQL without parameters and without results.
    func execute(_ sql: String, _ operation: @autoclosure () -> String = "write") throws(StoreError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil), operation())
    }

    /// Whether a transaction is open.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs the body in a transaction: all of its changes are made, or none if it throws.
    func transaction<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try begin()
        do {
            let value = try body()
            try commit()
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    /// Begins a transaction, as the only writer.
    func begin() throws(StoreError) {
        try execute("BEGIN IMMEDIATE")
    }

    /// Makes the changes of the open transaction, or undoes them if it throws.
    func commit() throws(StoreError) {
        do {
            try execute("COMMIT")
        } catch {
            rollBack()
            throw error
        }
    }

    /// Undoes the open transaction, if SQLite has not already done so after an error.
    func rollBack() {
        if isInTransaction { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    }

    /// Gives back the memory of pages that are not needed now.
    func releaseMemory() {
        sqlite3_db_release_memory(handle)
    }
}
