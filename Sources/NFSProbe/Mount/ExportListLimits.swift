/// How much of a server's export list is taken; beyond that the answer is refused whole.
///
/// Lengths of single names are the protocol's (RFC 1813, 5.1.1): 1024 bytes a path, 255 a client.
public struct ExportListLimits: Sendable, Hashable {
    /// The longest path, in bytes (MNTPATHLEN).
    public static let pathLength = 1024
    /// The longest name of a client, in bytes (MNTNAMLEN).
    public static let clientLength = 255

    /// The longest answer, in bytes on the wire.
    public let replyBytes: Int
    /// How many exports there may be.
    public let exports: Int
    /// How many clients there may be, of all exports together.
    public let clients: Int

    /// Makes limits.
    ///
    /// - Parameters:
    ///   - replyBytes: the longest answer, in bytes on the wire.
    ///   - exports: how many exports there may be.
    ///   - clients: how many clients there may be, of all exports together.
    public init(replyBytes: Int = 8 << 20, exports: Int = 100_000, clients: Int = 400_000) {
        self.replyBytes = replyBytes
        self.exports = exports
        self.clients = clients
    }
}
