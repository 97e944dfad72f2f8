/// The NFS server of this machine, as far as a sync deals with it.
public protocol ExportServer: Sendable {
    /// Whether a server runs that reads the table of exports.
    func isRunning() -> Bool

    /// Makes the running server read its table of exports again.
    ///
    /// - Throws: what the server has against the table.
    func reload() async throws(SyncError)

    /// Whether the running server offers each of some paths to anybody, as a client would see it.
    ///
    /// - Returns: nil where the server keeps no list of its exports, because it serves NFSv4 alone.
    /// - Throws: why the server could not be asked.
    func offers(_ paths: Set<String>) async throws -> Bool?
}
