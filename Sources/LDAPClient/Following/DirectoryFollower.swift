public import Accounts
import Glibc
import LDAPEntries
public import Logging

/// Follows the accounts in a directory: hands out what has changed, and keeps how far it has come.
///
/// A consumer takes work with ``next()`` and returns it with ``done(_:)`` when the result is durable. Only then does the
/// position move on. So a change may be handed out twice, but is never lost.
public actor DirectoryFollower {
    let settings: LDAPSettings
    let search: AccountSearch
    let options: FollowerSettings
    let logger: Logger
    private let configuredRules: AccountRules
    private let memory: (any FollowerMemory)?

    /// What has been seen; nil before the first connection.
    var accounts: FollowedAccounts?
    private var profile: ProviderProfile?
    /// The newest position of each search, which may not be durable yet.
    var positions: [Int: FollowedPosition] = [:]
    /// The searches whose entries are known as a whole.
    ///
    /// Before all are, nothing is handed out: an entry may be in conflict with one that has not been read.
    var known: Set<Int> = []
    /// The searches after whose refresh everything is handed out, because changes may not have been handed out singly.
    var owed: Set<Int> = []
    /// The entries that a refresh changed, until it is complete: until then they may be in conflict with one that is gone.
    var held: [Int: Set<EntryKey>] = [:]
    /// Why entries that a complete answer lacks do not count as gone, for each search.
    var removalObjections: [Int: String] = [:]
    /// The entries that changed since a complete read began; nil while there is none.
    var changedMeanwhile: Set<EntryKey>?
    /// When a complete read was tried last, in seconds since 1970-01-01 UTC.
    var lastAttempt: Int?
    /// How the following goes.
    public internal(set) var report = FollowerReport()
    /// Rings when a refresh needs a complete read at once.
    let doubt = Bell()

    private var queue = ChangeQueue<FollowedWork.Subject, Mark>()
    private var unsaved: Set<EntryKey> = []
    /// What is done and not saved yet.
    private var pending: [Int: Mark] = [:]
    private var isSaving = false
    private var retry: RetrySchedule
    private var refreshed: Set<Int> = []
    private let work = Bell()
    private let room = Bell()

    /// A position that holds as soon as everything before it is done, with the changes that lead to it.
    private struct Mark: Sendable {
        let search: Int
        var changes: [EntryID: [UInt8]?]
        var position: FollowedPosition
    }

    /// Makes a follower, which does nothing until ``run()``.
    ///
    /// - Parameters:
    ///   - settings: How to connect, and as whom.
    ///   - search: Where and how to search for accounts.
    ///   - rules: The rules that entries must follow; the profile of the server completes their attributes.
    ///   - options: How to follow.
    ///   - memory: Where to keep what has been seen; nil to begin with a complete read each time.
    ///   - logger: The log for refreshes and failures.
    public init(
        settings: LDAPSettings,
        search: AccountSearch,
        rules: AccountRules,
        options: FollowerSettings = FollowerSettings(),
        memory: (any FollowerMemory)? = nil,
        logger: Logger
    ) {
        self.settings = settings
        self.search = search
        self.options = options
        self.logger = logger
        configuredRules = rules
        self.memory = memory
        retry = options.retry
    }

    /// Follows the directory until the task is cancelled; failures are logged and tried again.
    ///
    /// - Throws: What the memory throws, because without it the position cannot be trusted; ``DamagedMemory``.
    public func run() async throws {
        while !Task.isCancelled {
            do {
                try await follow()
            } catch let error as LDAPError {
                if Task.isCancelled { break }
                report.failure = error
                let wait = retry.failed()
                logger.warning(
                    "cannot follow the directory",
                    metadata: ["reason": "\(error)", "retry": "in \(wait)"]
                )
                try? await Task.sleep(for: wait)
            }
        }
    }

    private func follow() async throws {
        refreshed = []
        let connection = try await LDAPConnection.connect(to: settings, logger: logger)
        let root = try await connection.visibleRootDSE()
        let profile = ProviderProfile(
            search.provider ?? root.map(ProviderKind.init(of:)) ?? .other
        )
        let members = try await connection.members(of: search)
        await connection.close()
        try await prepare(for: profile)
        if accounts?.setMembers(members) == true { enqueue([.everything], .backlog) }
        let offersSync = root?.supportedControls.contains(SyncOID.request) ?? false
        report.feed =
            profile.changes == .contentSynchronisation && !offersSync ? .modificationTimes : profile.changes
        switch report.feed {
        case .contentSynchronisation: try await synchronise(profile)
        default: try await poll(profile)
        }
    }

    /// Loads what was kept, for a server whose attributes are known now.
    private func prepare(for profile: ProviderProfile) async throws {
        guard profile != self.profile else { return }
        var accounts = FollowedAccounts(rules: rules(for: profile))
        var positions: [Int: FollowedPosition] = [:]
        for index in search.bases.indices {
            guard let memory, let position = try await memory.position(of: index) else { continue }
            for (id, packed) in try await memory.entries(of: index) {
                guard accounts.restore(EntryKey(search: index, id: id), from: packed) else {
                    throw DamagedMemory()
                }
            }
            positions[index] = position
        }
        let isFirst = self.profile == nil
        self.accounts = accounts
        self.positions = positions
        self.profile = profile
        report.positions = positions
        known = Set(positions.filter { $0.value.cookie != nil || $0.value.lastCompleteRead != nil }.keys)
        // After a change of the product, what was handed out before means nothing.
        owed = isFirst ? [] : Set(search.bases.indices)
        (queue, unsaved, pending, held, removalObjections) = (ChangeQueue(), [], [:], [:], [:])
    }

    /// The rules with the attributes of the server.
    func rules(for profile: ProviderProfile) -> AccountRules {
        var rules = configuredRules
        rules.attributes = search.attributes.completed(by: profile.attributes)
        return rules
    }

    /// The requests of all searches: the same for all ways to read, so that the same entries look the same.
    func requests(for profile: ProviderProfile) -> [SearchRequest] {
        search.requests(
            for: profile,
            reading: rules(for: profile).attributesRead + [profile.attributes.stableID]
        )
    }

    /// Notes that the server gave a complete answer for a search.
    func noteSuccess(of index: Int) {
        report.refreshes += 1
        known.insert(index)
        refreshed.insert(index)
        work.ring()
        // One search may fail for ever beside others that do not.
        guard refreshed.count == search.bases.count else { return }
        retry.succeeded()
        report.failure = nil
    }
}

/// What the memory of a follower kept cannot be read.
public struct DamagedMemory: Error, CustomStringConvertible {
    /// What happened, and what to do.
    public var description: String {
        "the follower's memory has an entry that cannot be read; move it away, and the next start reads the whole "
            + "directory"
    }
}

extension DirectoryFollower {
    private var isComplete: Bool { known.count == search.bases.count }

    /// Waits for work; for one consumer at a time, which may have several pieces of work in hand.
    ///
    /// Nothing is handed out before all entries have been read once.
    ///
    /// - Returns: What to work on; what is urgent comes first.
    /// - Throws: `CancellationError` if the task is cancelled.
    public func next() async throws(CancellationError) -> FollowedWork {
        while true {
            if Task.isCancelled { throw CancellationError() }
            let rings = work.rings
            if isComplete, let accounts, let subject = queue.next() {
                switch subject {
                case .entry(let key): return .entry(key, accounts.standing(of: key, at: time(nil)))
                case .everything: return .everything(await snapshot(of: accounts))
                }
            }
            await work.wait(after: rings)
        }
    }

    /// Takes back work whose result is durable.
    ///
    /// - Parameter finished: The work.
    /// - Throws: What the memory throws.
    public func done(_ finished: FollowedWork) async throws {
        queue.done(finished.subject)
        room.ring()
        work.ring()
        try await save()
    }

    /// The accounts as they are known now; nil before the first complete answer.
    public func snapshot() async -> AccountSnapshot? {
        guard isComplete, let accounts else { return nil }
        return await snapshot(of: accounts)
    }

    private func snapshot(of accounts: FollowedAccounts) async -> AccountSnapshot {
        let objection = removalObjections.min { $0.key < $1.key }?.value
        var snapshot = await Self.selection(of: accounts)
        snapshot.removalObjection = objection
        return snapshot
    }

    @concurrent private static func selection(of accounts: FollowedAccounts) async -> AccountSnapshot {
        accounts.snapshot(at: time(nil))
    }

    /// Waits until there is room for more work.
    func waitForRoom() async {
        while true {
            let rings = room.rings
            guard queue.count >= options.capacity, isComplete, !Task.isCancelled else { return }
            await room.wait(after: rings)
        }
    }

    /// Adds work.
    func enqueue(_ subjects: some Sequence<FollowedWork.Subject>, _ urgency: Urgency) {
        for subject in subjects { queue.add(subject, urgency) }
        work.ring()
    }

    /// Sets what was read of an entry.
    ///
    /// - Returns: The entries whose standing this may change.
    func set(_ key: EntryKey, to entry: LDAPEntry) -> Set<EntryKey> {
        let affected = accounts?.set(key, to: entry) ?? []
        if !affected.isEmpty { note(key) }
        return affected
    }

    /// Sets what was read of an entry, where everything is handed out later.
    func load(_ key: EntryKey, _ entry: LDAPEntry) {
        if accounts?.load(key, entry) == true { note(key) }
    }

    /// Removes an entry.
    ///
    /// - Returns: The entries whose standing this may change.
    func remove(_ key: EntryKey) -> Set<EntryKey> {
        note(key)
        return accounts?.remove(key) ?? []
    }

    private func note(_ key: EntryKey) {
        unsaved.insert(key)
        changedMeanwhile?.insert(key)
        positions[key.search, default: FollowedPosition()].lastChange = time(nil)
    }

    /// Makes the position of a search hold as soon as everything before it is done.
    func mark(_ search: Int) async throws {
        guard let position = positions[search] else { return }
        let keys = unsaved.filter { $0.search == search }
        unsaved.subtract(keys)
        // As they are now: a later change belongs to a later position.
        var changes: [EntryID: [UInt8]?] = [:]
        for key in keys { changes[key.id] = .some(accounts?.stored(key)) }
        queue.add(mark: Mark(search: search, changes: changes, position: position))
        try await save()
    }

    /// Saves what is done, with the newest position that it leads to.
    ///
    /// After a failure the same is tried again with the next call.
    private func save() async throws {
        guard !isSaving else { return }
        isSaving = true
        defer { isSaving = false }
        repeat {
            for mark in queue.releasedMarks() {
                pending[
                    mark.search,
                    default: Mark(search: mark.search, changes: [:], position: mark.position)
                ]
                .changes.merge(mark.changes) { $1 }
                pending[mark.search]?.position = mark.position
            }
            guard let (search, next) = pending.first else { return }
            try await memory?.save(next.changes, position: next.position, of: search)
            pending[search] = nil
            report.positions[search] = next.position
        } while true
    }
}
