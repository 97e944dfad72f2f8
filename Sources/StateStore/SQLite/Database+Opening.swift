import CSQLite
import Glibc

extension Database {
    /// Sets what concerns this connection and not the file.
    func configure() throws(StoreError) {
        // First, because a statement that reads the file would make the shared memory that this avoids.
        if settings.exclusive { try execute("PRAGMA locking_mode = EXCLUSIVE", "configure") }
        let (seconds, attoseconds) = settings.busyTimeout.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        try check(sqlite3_busy_timeout(handle, CInt(clamping: milliseconds)), "configure")
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, CInt(clamping: settings.largestRow))
        // What a file that somebody prepared could use (https://sqlite.org/security.html).
        try check(CSQLite_set_option(handle, SQLITE_DBCONFIG_DEFENSIVE, 1), "configure")
        for option in [
            SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
        ] {
            try check(CSQLite_set_option(handle, option, 0), "configure")
        }
        // What SQLite would put into temporary files stays in memory, because others own the directories for those.
        try execute(
            "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; "
                + "PRAGMA cache_size = -\(settings.cache >> 10)",
            "configure"
        )
    }

    /// The version of the tables, 0 for an empty file; the file is only read.
    ///
    /// - Throws: `.cannotOpen` for the database of another program, `.newerVersion`, `.damaged`.
    func recognisedVersion() throws(StoreError) -> Int64 {
        // At one point in time: another process may be making the store.
        try execute("BEGIN", "read")
        defer { rollBack() }
        let mark = try integer("PRAGMA application_id")
        let version = try integer("PRAGMA user_version")
        if mark == 0, version == 0, try integer("SELECT count(*) FROM sqlite_schema") == 0 { return 0 }
        guard mark == Int64(format.applicationID) else {
            throw StoreError(
                .cannotOpen,
                "\(shownPath) is a database of another kind: its application_id is \(mark), not "
                    + "\(format.applicationID); set another path for the store"
            )
        }
        guard version > 0 else { throw damage("it has tables, and the version \(version)") }
        guard version <= format.version else {
            throw StoreError(
                .newerVersion,
                "the store \(shownPath) has version \(version), and this program knows the versions up to "
                    + "\(format.version); install the newer program again, or move the file away: "
                    + format.costOfLoss
            )
        }
        return version
    }

    /// Sets how the file is written.
    func configureFile() throws(StoreError) {
        // A page size has an effect on an empty file only.
        try execute("PRAGMA page_size = \(StoreSettings.pageSize)")
        let mode = try setJournalMode()
        guard mode == "wal" else {
            throw StoreError(
                .cannotOpen,
                "the store \(shownPath) has the journal mode \(mode), and WAL is needed; set a path on a local disk"
            )
        }
        // After a long transaction the journal shrinks again. What is deleted need not be overwritten with zeros: a
        // store has no secrets.
        try execute(
            "PRAGMA synchronous = \(settings.durability.rawValue); PRAGMA secure_delete = OFF; "
                + "PRAGMA journal_size_limit = \(16 << 20)"
        )
    }

    /// Asks for a write-ahead log, and returns the journal mode that the file then has.
    ///
    /// SQLite does not wait here for another process that does the same to a new file.
    private func setJournalMode() throws(StoreError) -> String {
        let deadline = ContinuousClock.now + settings.busyTimeout
        while true {
            do {
                return try text("PRAGMA journal_mode = WAL")
            } catch {
                guard error.code == .busy, .now < deadline else { throw error }
                usleep(1000)
            }
        }
    }

    /// Checks the structure of the whole file.
    func verify() throws(StoreError) {
        let found = try text("PRAGMA quick_check(1)")
        guard found == "ok" else { throw damage(found) }
    }

    /// Makes the tables, or changes those of an older version.
    func migrate(from version: Int64) throws(StoreError) {
        guard version < format.version else { return }
        try transaction { () throws(StoreError) in
            // Another process may have been faster.
            let version = try integer("PRAGMA user_version")
            guard version < format.version else { return }
            for step in format.migrations[Int(version)...] { try execute(step, "change the tables of") }
            try execute("PRAGMA application_id = \(format.applicationID)")
            try execute("PRAGMA user_version = \(format.version)")
        }
    }

    /// The integer that a query of one value returns.
    func integer(_ sql: String) throws(StoreError) -> Int64 {
        try Statement(sql, in: self).firstRow { $0.integer(at: 0) } ?? 0
    }

    private func text(_ sql: String) throws(StoreError) -> String {
        try Statement(sql, in: self).firstRow { $0.text(at: 0) } ?? ""
    }
}
