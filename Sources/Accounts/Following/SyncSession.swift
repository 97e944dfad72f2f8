public import LDAPEntries

/// What follows from one message of a content synchronisation.
public enum SyncEvent: Sendable, Hashable {
    /// An entry has these values now.
    case changed(EntryID, LDAPEntry)
    /// Entries exist and have not changed.
    case present([EntryID])
    /// The server named entries that are gone.
    case gone([EntryID])
    /// Everything up to a cookie has been reported.
    case reached(SyncCookie)
    /// The refresh is complete: from now on the server sends changes as they happen.
    case refreshed(SyncRefresh)
    /// The search must be sent again, without a cookie.
    case restart(RestartReason)

    /// Why a cookie cannot be used.
    public enum RestartReason: Sendable, Hashable {
        /// The server does not know what changed since then.
        case refreshRequired
        /// The server's state is older than the cookie: it may have been restored from a backup.
        case serverIsOlder
    }
}

/// The summary of a complete refresh.
public struct SyncRefresh: Sendable, Hashable {
    /// Whether entries that the refresh did not mention are gone.
    public enum Absence: Sendable, Hashable {
        /// They are: the server named everything that exists.
        case counts
        /// They are not: the server named what is gone.
        case isNamed
        /// That is unknown, for a reason.
        case isDoubtful(Doubt)
    }

    /// Why absence proves nothing.
    public enum Doubt: Sendable, Hashable {
        /// The cookie is not newer than the one of the request, so that nothing can have gone.
        case nothingNew
        /// The server's state lacks changes that were seen before.
        case serverIsOlder
        /// The server sent no cookie.
        case noCookie
    }

    /// How far the synchronisation has come.
    public let cookie: SyncCookie?
    /// Whether entries that the refresh did not mention are gone.
    public let absence: Absence
    /// The entries that were sent as new, as changed, and as gone, and those that were named as present.
    public let counts: Counts

    /// How many entries of each kind a refresh mentioned.
    public struct Counts: Sendable, Hashable {
        /// New entries, or those of a complete read.
        public var added = 0
        /// Changed entries.
        public var modified = 0
        /// Entries that are gone.
        public var deleted = 0
        /// Entries that exist and have not changed.
        public var present = 0

        /// No entries.
        public init() {}
    }
}

/// The consumer's side of one content synchronisation (RFC 4533): message by message, without a connection.
///
/// When the connection is lost, the session is dropped, and the next one starts from the last cookie that was reached.
/// A session reaches a cookie only after the refresh: one from within a refresh would stand for a part of it.
public struct SyncSession: Sendable {
    /// The cookie in the request; nil for the whole content.
    public let requested: SyncCookie?
    private let known: SyncCookie?
    private let persists: Bool
    /// Whether the refresh is complete.
    public private(set) var isRefreshed = false
    private var latest: SyncCookie?
    private var counts = SyncRefresh.Counts()
    private var namesPresentEntries = false
    private var isOver = false

    /// Starts a session.
    ///
    /// - Parameters:
    ///   - requested: The cookie in the request; nil for the whole content.
    ///   - known: The last cookie that was reached, even if it can no longer be used for a request.
    ///   - persists: Whether the request asks for changes after the refresh as well.
    public init(requested: SyncCookie?, known: SyncCookie?, persists: Bool) {
        self.requested = requested
        self.known = known
        self.persists = persists
    }

    /// Takes one message of the server.
    ///
    /// - Parameter message: The message.
    /// - Returns: What follows from it, in order.
    /// - Throws: ``SyncFault`` if the message ends the session, which then must be dropped.
    public mutating func receive(_ message: SyncMessage) throws(SyncFault) -> [SyncEvent] {
        guard !isOver else { throw SyncFault("the server sent a message after the end of the search") }
        switch message {
        case .entry(let entry, let state): return take(entry, state)
        case .information(let information): return take(information)
        case .result(let result):
            isOver = true
            return try take(result)
        }
    }

    private mutating func take(_ entry: LDAPEntry, _ state: SyncState) -> [SyncEvent] {
        let event: SyncEvent
        switch state.change {
        case .present:
            counts.present += 1
            event = .present([state.id])
        case .add:
            counts.added += 1
            event = .changed(state.id, entry)
        case .modify:
            counts.modified += 1
            event = .changed(state.id, entry)
        case .delete:
            counts.deleted += 1
            event = .gone([state.id])
        }
        return [event] + reached(state.cookie)
    }

    private mutating func take(_ information: SyncInformation) -> [SyncEvent] {
        switch information {
        case .newCookie(let cookie): return reached(cookie)
        case .identifiers(let ids, areGone: true, let cookie):
            counts.deleted += ids.count
            return [.gone(ids)] + reached(cookie)
        case .identifiers(let ids, areGone: false, let cookie):
            counts.present += ids.count
            return [.present(ids)] + reached(cookie)
        case .refreshDelete(let cookie, let isDone): return endPhase(cookie, isDone: isDone)
        case .refreshPresent(let cookie, let isDone):
            if !isRefreshed { namesPresentEntries = true }
            return endPhase(cookie, isDone: isDone)
        }
    }

    /// The end of a phase: after the refresh it says nothing but the cookie.
    private mutating func endPhase(_ cookie: SyncCookie?, isDone: Bool) -> [SyncEvent] {
        guard !isRefreshed, isDone else { return reached(cookie) }
        return finishRefresh(cookie)
    }

    private mutating func take(_ result: SyncResult) throws(SyncFault) -> [SyncEvent] {
        switch result.outcome {
        case .success:
            guard !isRefreshed else { throw SyncFault("the server ended the search for changes") }
            // A search for changes ends its refresh with a message. Without that, the refresh was cut off.
            guard !persists else {
                throw SyncFault("the server ended the search before the refresh was complete")
            }
            if !result.namesGoneEntries { namesPresentEntries = true }
            return finishRefresh(result.cookie)
        case .refreshRequired where requested != nil || isRefreshed: return [.restart(.refreshRequired)]
        case .refreshRequired: throw SyncFault("the server requires a refresh, and refuses it")
        case .unwillingToPerform where requested != nil: return [.restart(.serverIsOlder)]
        case .unwillingToPerform: throw SyncFault("the server is unwilling to synchronise")
        case .failure(let message): throw SyncFault(message)
        }
    }

    private mutating func finishRefresh(_ cookie: SyncCookie?) -> [SyncEvent] {
        latest = cookie ?? latest
        isRefreshed = true
        let refresh = SyncRefresh(cookie: latest, absence: absence, counts: counts)
        return [.refreshed(refresh)] + (latest.map { [.reached($0)] } ?? [])
    }

    private var absence: SyncRefresh.Absence {
        guard namesPresentEntries || requested == nil else { return .isNamed }
        guard let latest else { return .isDoubtful(.noCookie) }
        if let known, !latest.includes(known) { return .isDoubtful(.serverIsOlder) }
        // Without a cookie in the request, the server sent everything that exists.
        guard let requested, !latest.isNewer(than: requested) else { return .counts }
        return .isDoubtful(.nothingNew)
    }

    private mutating func reached(_ cookie: SyncCookie?) -> [SyncEvent] {
        guard let cookie else { return [] }
        let merged = latest.map(cookie.merging) ?? cookie
        latest = merged
        return isRefreshed ? [.reached(merged)] : []
    }
}
