/// The largest list of exports that is accepted; a larger answer is refused.
///
/// The limits for single names are those of the protocol (RFC 1813, 5.1.1): 1024 bytes for a path, 255 for a client.
public struct ExportListLimits: Sendable, Hashable {
    /// The longest path, in bytes (MNTPATHLEN).
    public static let pathLength = 1024
    /// The longest name of a client, in bytes (MNTNAMLEN).
    public static let clientLength = 255

    /// The longest answer, in bytes on the wire.
    public let replyBytes: Int
    /// The most exports.
    public let exports: Int
    /// The most clients, of all exports together.
    public let clients: Int

    /// Makes limits.
    ///
    /// - Parameters:
    ///   - replyBytes: the longest answer, in bytes on the wire.
    ///   - exports: the most exports.
    ///   - clients: the most clients, of all exports together.
    public init(replyBytes: Int = 8 << 20, exports: Int = 100_000, clients: Int = 400_000) {
        self.replyBytes = replyBytes
        self.exports = exports
        self.clients = clients
    }
}
