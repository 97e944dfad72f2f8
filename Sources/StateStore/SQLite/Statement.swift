import CSQLite

/// A prepared statement, finalised once, with its parameters and the columns of its current row.
///
/// Parameters are numbered from 1, columns from 0, as in SQLite.
final class Statement {
    private let handle: OpaquePointer
    private let database: Database

    /// Prepares a statement that may be used many times.
    ///
    /// - Throws: `.damaged` if the tables are not those that the statement needs.
    init(_ sql: String, in database: Database) throws(StoreError) {
        var handle: OpaquePointer?
        let flags = CUnsignedInt(SQLITE_PREPARE_PERSISTENT)
        let result = sqlite3_prepare_v3(database.handle, sql, -1, flags, &handle, nil)
        try database.check(result, "read")
        guard let handle else { preconditionFailure("a statement without SQL") }
        self.handle = handle
        self.database = database
    }

    deinit {
        sqlite3_finalize(handle)
    }

    // MARK: - Parameters

    func bind(_ value: Int64, at index: Int) throws(StoreError) {
        try database.check(sqlite3_bind_int64(handle, CInt(index), value), "write to")
    }

    func bind(_ value: Int64?, at index: Int) throws(StoreError) {
        guard let value else { return try bindNull(at: index) }
        try bind(value, at: index)
    }

    func bind(_ value: [UInt8], at index: Int) throws(StoreError) {
        let result = value.withUnsafeBytes {
            CSQLite_bind_bytes(handle, CInt(index), $0.baseAddress, UInt64($0.count))
        }
        try database.check(result, "write to")
    }

    func bind(_ value: [UInt8]?, at index: Int) throws(StoreError) {
        guard let value else { return try bindNull(at: index) }
        try bind(value, at: index)
    }

    func bind(_ value: String, at index: Int) throws(StoreError) {
        var value = value
        let result = value.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) {
                CSQLite_bind_text(handle, CInt(index), $0.baseAddress, UInt64($0.count))
            }
        }
        try database.check(result, "write to")
    }

    func bind(_ value: String?, at index: Int) throws(StoreError) {
        guard let value else { return try bindNull(at: index) }
        try bind(value, at: index)
    }

    func bindNull(at index: Int) throws(StoreError) {
        try database.check(sqlite3_bind_null(handle, CInt(index)), "write to")
    }

    // MARK: - Running

    /// Runs the statement to its end, and makes it ready for the next run.
    func run() throws(StoreError) {
        try forEachRow { _ throws(StoreError) in }
    }

    /// Runs the statement, and calls the body for each row.
    func forEachRow(_ body: (Statement) throws(StoreError) -> Void) throws(StoreError) {
        defer { reset() }
        while try step() { try body(self) }
    }

    /// Runs the statement, and reads its first row; nil if there is none.
    func firstRow<Value>(_ body: (Statement) throws(StoreError) -> Value) throws(StoreError) -> Value? {
        defer { reset() }
        return try step() ? try body(self) : nil
    }

    /// Goes to the next row; false at the end.
    private func step() throws(StoreError) -> Bool {
        let result = sqlite3_step(handle)
        switch result {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw database.failure(result, sqlite3_stmt_readonly(handle) != 0 ? "read" : "write")
        }
    }

    private func reset() {
        // The result repeats that of the last step.
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    // MARK: - Columns

    func integer(at column: Int) -> Int64 {
        sqlite3_column_int64(handle, CInt(column))
    }

    func optionalInteger(at column: Int) -> Int64? {
        isNull(at: column) ? nil : integer(at: column)
    }

    func bytes(at column: Int) -> [UInt8] {
        // In this order, because the first call may convert the value.
        let start = sqlite3_column_blob(handle, CInt(column))
        let count = Int(sqlite3_column_bytes(handle, CInt(column)))
        return Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    func optionalBytes(at column: Int) -> [UInt8]? {
        isNull(at: column) ? nil : bytes(at: column)
    }

    func text(at column: Int) -> String {
        String(decoding: bytes(at: column), as: UTF8.self)
    }

    func optionalText(at column: Int) -> String? {
        isNull(at: column) ? nil : text(at: column)
    }

    private func isNull(at column: Int) -> Bool {
        sqlite3_column_type(handle, CInt(column)) == SQLITE_NULL
    }
}
