/// What kind of store a file is: its mark, its tables, and what its loss costs.
struct StoreFormat {
    /// The number in the header of the file that tells it from the databases of other programs.
    let applicationID: Int32
    /// The SQL that leads from each schema version to the next; the first makes the tables of an empty file.
    ///
    /// The version of a file (`PRAGMA user_version`) is the number of steps that it has behind it. A released step is
    /// never changed.
    let migrations: [String]
    /// What the loss of the file costs, as the end of a sentence that begins with "move it away".
    let costOfLoss: String

    /// The schema version that this program writes.
    var version: Int64 { Int64(migrations.count) }
}

/// How a store uses its file.
struct StoreSettings {
    /// What is on the disk once a transaction has returned.
    enum Durability: String {
        /// A crash of the system may undo the last transactions, each as a whole; a crash of the process undoes none.
        case normal = "NORMAL"
        /// Nothing is undone.
        case full = "FULL"
    }

    /// What is on the disk once a transaction has returned.
    var durability: Durability
    /// Whether other processes are kept out for as long as the store is open.
    ///
    /// Without other processes SQLite needs no shared memory, and so no `-shm` file.
    var exclusive: Bool
    /// How long to wait for other processes.
    var busyTimeout = Duration.seconds(5)
    /// The largest row, in bytes.
    var largestRow = 64 << 20
    /// The memory for pages of the file, in bytes.
    var cache = 2 << 20

    /// The size of a page in a new file, in bytes.
    ///
    /// Larger pages than SQLite's 4096 bytes halve the number of system calls when a million entries are written.
    static let pageSize = 16384
}
