public import LDAPEntries

/// What a server says during a content synchronisation (RFC 4533 section 2).
public enum SyncMessage: Sendable, Hashable {
    /// An entry; for ``State/present`` and ``State/delete`` it has no attributes.
    case entry(LDAPEntry, SyncState)
    /// A message between entries.
    case information(SyncInformation)
    /// The end of the search.
    case result(SyncResult)
}

/// What the server says of an entry (Sync State Control, RFC 4533 section 2.2).
public struct SyncState: Sendable, Hashable {
    /// What happened to the entry.
    public enum Change: UInt8, Sendable, Hashable, CaseIterable {
        /// Nothing.
        case present
        /// It was added, or it entered the search.
        case add
        /// It was changed.
        case modify
        /// It was deleted, or it left the search.
        case delete
    }

    /// What happened to the entry.
    public let change: Change
    /// The entryUUID of the entry.
    public let id: EntryID
    /// How far the synchronisation has come with this entry.
    public let cookie: SyncCookie?

    /// Describes what happened to an entry.
    public init(_ change: Change, of id: EntryID, cookie: SyncCookie? = nil) {
        self.change = change
        self.id = id
        self.cookie = cookie
    }
}

/// A message between entries (Sync Info Message, RFC 4533 section 2.5).
public enum SyncInformation: Sendable, Hashable {
    /// How far the synchronisation has come.
    case newCookie(SyncCookie)
    /// The end of a phase in which the server named the entries that are gone, and perhaps of the refresh.
    case refreshDelete(SyncCookie?, isDone: Bool)
    /// The end of a phase in which the server named all entries that exist, and perhaps of the refresh.
    case refreshPresent(SyncCookie?, isDone: Bool)
    /// Entries that are gone, or that exist and have not changed.
    case identifiers([EntryID], areGone: Bool, SyncCookie?)
}

/// How a search ended, with the Sync Done Control (RFC 4533 section 2.4) if it has one.
public struct SyncResult: Sendable, Hashable {
    /// What the result code means for the synchronisation.
    public enum Outcome: Sendable, Hashable {
        /// Success.
        case success
        /// The cookie cannot be used (e-syncRefreshRequired, 4096).
        case refreshRequired
        /// The server refuses; OpenLDAP does so if the cookie is newer than its own state (syncprov_op_search).
        case unwillingToPerform
        /// Another failure, in words.
        case failure(String)
    }

    /// What the result code means.
    public let outcome: Outcome
    /// How far the synchronisation has come.
    public let cookie: SyncCookie?
    /// Whether the server named all entries that are gone; otherwise it named all that exist.
    public let namesGoneEntries: Bool

    /// Describes the end of a search.
    public init(_ outcome: Outcome, cookie: SyncCookie? = nil, namesGoneEntries: Bool = false) {
        self.outcome = outcome
        self.cookie = cookie
        self.namesGoneEntries = namesGoneEntries
    }
}
