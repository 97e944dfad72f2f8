/// What a sync needs from the NFS server of this machine.
public protocol ExportServer: Sendable {
    /// Whether an NFS server is running that reads the exports.
    func isRunning() -> Bool

    /// Makes the running server read its exports again.
    ///
    /// - Throws: the errors that the server reports about its exports.
    func reload() async throws(SyncError)

    /// Whether the running server offers all of these paths, asked as a client would.
    ///
    /// - Returns: nil if the server has no list of its exports, because it serves NFSv4 only.
    /// - Throws: why the server could not be asked.
    func offers(_ paths: Set<String>) async throws -> Bool?
}
