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
    private var queue = ChangeQueue<FollowedWork.Subject, Mark>()
    private var unsaved: Set<EntryKey> = []
    private var isSaving = false
    private var retry: RetrySchedule
    /// Why entries that a complete answer lacks do not count as gone; nil if they do.
    var removalObjection: String?
    /// The entries that changed since a complete read began; nil while there is none.
    var changedMeanwhile: Set<EntryKey>?
    /// How the following goes.
    public internal(set) var report = FollowerReport()
    private let work = Bell()
    private let room = Bell()
    /// Rings when a refresh needs a complete read at once.
    let doubt = Bell()

    /// A position that holds as soon as everything before it is done.
    private struct Mark: Sendable {
        let search: Int
        let position: FollowedPosition
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
    /// - Throws: What the memory throws, because without it the position cannot be trusted.
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
        var rules = configuredRules
        rules.attributes = search.attributes.completed(by: profile.attributes)
        var accounts = FollowedAccounts(rules: rules)
        for index in search.bases.indices {
            guard let memory, let position = try await memory.position(of: index) else { continue }
            for (id, packed) in try await memory.entries(of: index) {
                guard accounts.restore(EntryKey(search: index, id: id), from: packed) else {
                    throw LDAPError(
                        .incomplete,
                        "the follower's memory has an entry that cannot be read; move it away, and the next start "
                            + "reads the whole directory"
                    )
                }
            }
            positions[index] = position
            report.positions[index] = position
        }
        self.accounts = accounts
        self.profile = profile
    }

    /// The rules with the attributes of the server.
    func rules(for profile: ProviderProfile) -> AccountRules {
        var rules = configuredRules
        rules.attributes = search.attributes.completed(by: profile.attributes)
        return rules
    }

    /// Notes that the server gave a complete answer.
    func noteSuccess() {
        retry.succeeded()
        report.failure = nil
        report.refreshes += 1
    }
}

extension DirectoryFollower {
    /// Waits for work; for one consumer at a time, which may have several pieces of work in hand.
    ///
    /// - Returns: What to work on; what is urgent comes first.
    /// - Throws: `CancellationError` if the task is cancelled.
    public func next() async throws(CancellationError) -> FollowedWork {
        while true {
            if Task.isCancelled { throw CancellationError() }
            if let subject = queue.next(), let accounts {
                switch subject {
                case .entry(let key): return .entry(key, accounts.standing(of: key, at: time(nil)))
                case .everything:
                    var snapshot = await Self.snapshot(of: accounts)
                    snapshot.removalObjection = removalObjection
                    return .everything(snapshot)
                }
            }
            await work.wait()
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
        guard let accounts else { return nil }
        var snapshot = await Self.snapshot(of: accounts)
        snapshot.removalObjection = removalObjection
        return snapshot
    }

    @concurrent private static func snapshot(of accounts: FollowedAccounts) async -> AccountSnapshot {
        accounts.snapshot(at: time(nil))
    }

    /// Waits until there is room for more work.
    func waitForRoom() async {
        while queue.count >= options.capacity, !Task.isCancelled { await room.wait() }
    }

    /// Adds work.
    func enqueue(
        _ subjects: some Sequence<FollowedWork.Subject>,
        _ urgency: Urgency
    ) {
        for subject in subjects { queue.add(subject, urgency) }
        work.ring()
    }

    /// Sets what was read of an entry, and adds what follows from it.
    func set(_ key: EntryKey, to entry: LDAPEntry) -> Set<EntryKey> {
        let affected = accounts?.set(key, to: entry) ?? []
        note(key, affected)
        return affected
    }

    /// Removes an entry, and adds what follows from it.
    func remove(_ key: EntryKey) -> Set<EntryKey> {
        let affected = accounts?.remove(key) ?? []
        note(key, affected)
        return affected
    }

    private func note(_ key: EntryKey, _ affected: Set<EntryKey>) {
        guard !affected.isEmpty else { return }
        unsaved.insert(key)
        changedMeanwhile?.insert(key)
        positions[key.search, default: FollowedPosition()].lastChange = time(nil)
    }

    /// Makes the position of a search hold as soon as everything before it is done.
    func mark(_ search: Int) async throws {
        guard let position = positions[search] else { return }
        queue.add(mark: Mark(search: search, position: position))
        try await save()
    }

    /// Keeps what is done, with the newest position that it leads to.
    private func save() async throws {
        guard !isSaving else { return }
        isSaving = true
        defer { isSaving = false }
        while true {
            let marks = queue.releasedMarks()
            guard !marks.isEmpty else { return }
            var newest: [Int: FollowedPosition] = [:]
            for mark in marks { newest[mark.search] = mark.position }
            for (search, position) in newest {
                // What is still being worked on is left as it was: the server reports it again.
                let keys = unsaved.filter { $0.search == search && !queue.contains(.entry($0)) }
                unsaved.subtract(keys)
                var changes: [EntryID: [UInt8]?] = [:]
                for key in keys { changes[key.id] = .some(accounts?.stored(key)) }
                try await memory?.save(changes, position: position, of: search)
                report.positions[search] = position
            }
        }
    }
}
