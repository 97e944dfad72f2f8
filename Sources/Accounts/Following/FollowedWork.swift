/// What a consumer of the directory has to work on next.
public enum FollowedWork: Sendable {
    /// An entry that may mean something else now; asking again later may give another answer.
    case entry(EntryKey, EntryStanding)
    /// All entries, after a complete answer of the server.
    case everything(AccountSnapshot)

    /// What a queue holds for it.
    public enum Subject: Sendable, Hashable {
        /// One entry.
        case entry(EntryKey)
        /// All entries.
        case everything
    }

    /// What the work is about.
    public var subject: Subject {
        switch self {
        case .entry(let key, _): .entry(key)
        case .everything: .everything
        }
    }
}
