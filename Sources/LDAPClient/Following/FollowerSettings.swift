public import Accounts

/// How to follow a directory.
public struct FollowerSettings: Sendable, Hashable {
    /// How often to read all entries, because servers lose changes; see the guide.
    public var completeReadInterval: Duration
    /// How often to ask a server that does not report changes by itself.
    public var pollInterval: Duration
    /// How long to wait after failures.
    public var retry: RetrySchedule
    /// The number of entries that may wait to be worked on; then no more are read.
    public var capacity: Int

    /// Makes settings.
    public init(
        completeReadInterval: Duration = .seconds(3_600),
        pollInterval: Duration = .seconds(30),
        retry: RetrySchedule = RetrySchedule(),
        capacity: Int = 100_000
    ) {
        self.completeReadInterval = completeReadInterval
        self.pollInterval = pollInterval
        self.retry = retry
        self.capacity = capacity
    }
}

/// How the following of a directory goes.
public struct FollowerReport: Sendable {
    /// The position of each search, as far as it is durable.
    public internal(set) var positions: [Int: FollowedPosition] = [:]
    /// How changes are noticed; nil before the first connection.
    public internal(set) var feed: ChangeFeed?
    /// The refreshes that were completed.
    public internal(set) var refreshes = 0
    /// The complete reads that were compared with what had been followed.
    public internal(set) var comparisons = 0
    /// The entries in which complete reads differed: changes that the server had not reported.
    public internal(set) var missedChanges = 0
    /// The last failure; nil after a refresh.
    public internal(set) var failure: LDAPError?
}
