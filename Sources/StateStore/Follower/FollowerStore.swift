public import Accounts
import SourceText
public import SystemPackage

/// What a follower of an LDAP directory keeps between its runs: for each search its position, and the entries as they
/// were last seen.
///
/// A search is known by its number: one for each search base. All calls to SQLite run one after another on a separate
/// thread. No other process can open the file meanwhile. A crash of the process loses no finished batch; a crash of the
/// system may lose the last batches, each as a whole, so that the position and the entries always belong together.
///
/// The file holds nothing that the directory does not have: its loss costs one complete read.
public actor FollowerStore {
    private let executor = StoreExecutor()
    private var tables: FollowerTables?
    /// The path with which the store was opened.
    public nonisolated let path: FilePath

    /// The thread of the store.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    private init(path: FilePath) {
        self.path = path
    }

    // Closing the file may block, so it must run on the store's thread as well.
    isolated deinit {
        tables = nil
    }

    /// Opens a store, and makes it if there is none.
    ///
    /// The structure of the whole file is checked, which takes as long as reading it. The file, what is beside it, and
    /// its directory must belong to the effective user and to nobody else. So root never opens the store of a follower
    /// that runs as another user.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the file. Its directory must exist; the file must not be a symbolic link.
    ///   - scope: A digest of everything that a cookie belongs to: server, base, filter, scope, attributes and bind
    ///     identity. If the file has another one, all contents are dropped; see ``discarded``.
    /// - Returns: The store.
    /// - Throws: `.notOwned`, `.cannotOpen`, `.damaged`, `.newerVersion`, `.full`, `.io`; `.busy` if another process
    ///   has it open.
    public static func open(at path: FilePath, scope: [UInt8]) async throws(StoreError) -> FollowerStore {
        let store = FollowerStore(path: path)
        try await store.open(scope: scope)
        return store
    }

    private func open(scope: [UInt8]) throws(StoreError) {
        tables = try FollowerTables(at: path, scope: scope)
    }

    private func opened() throws(StoreError) -> FollowerTables {
        guard let tables else {
            throw StoreError(.closed, "the store \(printable(path.string)) was closed; open it again")
        }
        return tables
    }

    /// Closes the file; an open transaction is undone.
    ///
    /// Without it the file is closed some time after the last use of the store.
    public func close() {
        tables = nil
    }

    // MARK: - Reading

    /// Whether the file had contents of another scope, which were dropped when it was opened.
    public var discarded: Bool {
        get throws(StoreError) { try opened().discarded }
    }

    /// The position of a search; nil before the first.
    ///
    /// - Throws: `.damaged`, `.io`.
    public func position(of search: Int) throws(StoreError) -> FollowedPosition? {
        try opened().position(of: search)
    }

    /// Reads all entries of a search, in the order in which they were first stored.
    ///
    /// The body runs where the caller runs, with a thousand entries at a time in memory. Changes made meanwhile may be
    /// seen or not.
    ///
    /// - Parameters:
    ///   - search: The number of the search.
    ///   - body: The work for each entry.
    /// - Throws: `.damaged`, `.io`.
    public nonisolated func forEachEntry(
        of search: Int,
        _ body: (FollowerEntry) -> Void
    ) async throws(StoreError) {
        var row = Int64.min
        while true {
            let page = try await page(of: search, after: row)
            if page.entries.isEmpty { return }
            for entry in page.entries { body(entry) }
            row = page.next
        }
    }

    private func page(of search: Int, after row: Int64) throws(StoreError) -> FollowerTables.Page {
        try opened().page(of: search, after: row, limit: 1024)
    }

    // MARK: - Writing

    /// Makes the changes of a batch in one transaction: all of them, or none if it throws.
    ///
    /// - Parameters:
    ///   - batch: The changes.
    ///   - search: The number of the search.
    /// - Throws: `.badValue` for a key without bytes or of more than 255, and for a value of 64 MiB; `.full`, `.io`,
    ///   `.damaged`.
    public func apply(_ batch: FollowerBatch, to search: Int) throws(StoreError) {
        try opened().apply(batch, to: search)
    }

    /// Begins a transaction that all batches join, of every search, until ``commit()`` or ``rollBack()``.
    ///
    /// A complete read of a large directory takes a fraction of the time that way, because the pages of the index are
    /// written once. If a batch throws, the transaction is undone as a whole, and has ended.
    ///
    /// - Throws: `.other` if one has begun already.
    public func begin() throws(StoreError) {
        try opened().begin()
    }

    /// Ends a transaction, and makes its changes.
    ///
    /// - Throws: `.full` and `.io`, with all changes undone; `.other` if there is no transaction.
    public func commit() throws(StoreError) {
        try opened().commit()
    }

    /// Ends a transaction, if there is one, and undoes its changes.
    public func rollBack() throws(StoreError) {
        try opened().rollBack()
    }
}
