/// How far the following of one search has come.
public struct FollowedPosition: Sendable, Hashable {
    /// Everything up to this cookie is durable; nil before the first refresh, and for servers without cookies.
    public var cookie: SyncCookie?
    /// The URI of the server that gave the cookie.
    public var server: String?
    /// The newest cookie of all; a server that does not include it shows an older state of the directory.
    public var newest: SyncCookie?
    /// When the last complete answer arrived, in seconds since 1970-01-01 UTC; nil before the first one.
    public var lastCompleteRead: Int?
    /// When the last change arrived, in seconds since 1970-01-01 UTC; nil before the first one.
    public var lastChange: Int?

    /// Makes a position.
    public init(
        cookie: SyncCookie? = nil,
        server: String? = nil,
        newest: SyncCookie? = nil,
        lastCompleteRead: Int? = nil,
        lastChange: Int? = nil
    ) {
        self.cookie = cookie
        self.server = server
        self.newest = newest
        self.lastCompleteRead = lastCompleteRead
        self.lastChange = lastChange
    }
}

extension FollowedPosition {
    /// Moves to a cookie of a server.
    public mutating func move(to cookie: SyncCookie, of server: String?) {
        self.cookie = cookie
        self.server = server
        newest = newest.map(cookie.merging) ?? cookie
    }

    /// Whether the server showed an older state of the directory than was seen before.
    public var isBehind: Bool {
        guard let cookie, let newest else { return false }
        return cookie != newest && !cookie.includes(newest)
    }
}

/// Where a follower keeps what it has seen, so that it can go on after a restart.
///
/// Losing it costs one complete read, and nothing else.
public protocol FollowerMemory: Sendable {
    /// The position of a search; nil if nothing was kept.
    func position(of search: Int) async throws -> FollowedPosition?

    /// The entries of a search, each as it was kept.
    func entries(of search: Int) async throws -> [(EntryID, [UInt8])]

    /// Keeps changes and a position together: either all of it, or nothing.
    ///
    /// - Parameters:
    ///   - changes: The entries, each as it is to be kept; nil for one that is gone.
    ///   - position: The position that these changes lead to.
    ///   - search: The search.
    /// - Throws: Why nothing was kept.
    func save(_ changes: [EntryID: [UInt8]?], position: FollowedPosition, of search: Int) async throws
}
