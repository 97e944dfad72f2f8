import Accounts
import Glibc
import LDAPEntries
import Logging

extension DirectoryFollower {
    /// Compares all entries with what has been followed, whenever it is time, or when there is a doubt.
    ///
    /// A read that fails is tried again, and does not disturb the following.
    func compareRegularly(_ profile: ProviderProfile) async throws {
        var schedule = options.retry
        while true {
            await waitForNextRead()
            try Task.checkCancellation()
            do {
                let connection = try await LDAPConnection.connect(to: settings, logger: logger)
                defer { Task { await connection.close() } }
                try await readEverything(profile, on: connection)
                schedule.succeeded()
            } catch let error as LDAPError {
                try Task.checkCancellation()
                report.failure = error
                logger.warning("cannot read all entries", metadata: ["reason": "\(error)"])
                try await Task.sleep(for: schedule.failed())
            }
        }
    }

    private func waitForNextRead() async {
        let rings = doubt.rings
        let last = max(oldestCompleteRead ?? time(nil), lastAttempt ?? 0)
        let wait = max(.zero, options.completeReadInterval - .seconds(time(nil) - last))
        await withTaskGroup { group in
            group.addTask { try? await Task.sleep(for: wait) }
            group.addTask { await self.doubt.wait(after: rings) }
            await group.next()
            group.cancelAll()
        }
    }

    /// When the last complete read of the search was that is longest ago; nil before the first.
    var oldestCompleteRead: Int? { positions.values.compactMap(\.lastCompleteRead).min() }

    /// Reads all entries, repairs what differs, and hands out everything.
    func readEverything(_ profile: ProviderProfile, on connection: LDAPConnection) async throws {
        changedMeanwhile = []
        defer { changedMeanwhile = nil }
        // Before the server is asked: what is followed may move on meanwhile.
        let before = positions
        if let lag = try await lag(of: connection, behind: before) {
            lastAttempt = time(nil)
            for index in search.bases.indices { removalObjections[index] = lag }
            logger.warning("the complete read is not used", metadata: ["reason": "\(lag)"])
            return
        }
        let members = try await connection.members(of: search)
        var read = CompleteRead()
        for (index, request) in requests(for: profile).enumerated() {
            for try await batch in connection.search(request) {
                for entry in batch { try note(entry, index, profile, in: &read) }
            }
        }
        let hasCaughtUp = try await catchUp(with: connection)
        _ = accounts?.setMembers(members)
        let missed = repair(from: read)
        lastAttempt = time(nil)
        report.comparisons += 1
        if hasCaughtUp { report.missedChanges += missed }
        if missed > 0, hasCaughtUp {
            logger.warning(
                "the server had not reported all changes",
                metadata: ["entries": "\(missed)", "repaired": "by a complete read"]
            )
        }
        removalObjections = [:]
        enqueue([.everything], .backlog)
        for index in search.bases.indices {
            noteSuccess(of: index)
            positions[index, default: FollowedPosition()].lastCompleteRead = time(nil)
            try await mark(index)
        }
    }

    private struct CompleteRead {
        var seen: Set<EntryKey> = []
        var differing: [(EntryKey, LDAPEntry)] = []
    }

    private func note(
        _ entry: LDAPEntry,
        _ index: Int,
        _ profile: ProviderProfile,
        in read: inout CompleteRead
    ) throws(LDAPError) {
        let id = entry.followedID(by: profile.attributes.stableID)
        if case .text = id, report.feed == .contentSynchronisation {
            throw LDAPError(
                .incomplete,
                "the server does not show \(profile.attributes.stableID) of all entries, so that they cannot be compared "
                    + "with what was followed; allow autohome to read it"
            )
        }
        let key = EntryKey(search: index, id: id)
        read.seen.insert(key)
        if accounts?.stored(key) != entry.packed { read.differing.append((key, entry)) }
    }

    /// Repairs what a complete read found, except for what has been changed since it began.
    ///
    /// - Returns: The number of entries that differed.
    private func repair(from read: CompleteRead) -> Int {
        guard let accounts else { return 0 }
        let isFirst = accounts.count == 0
        let changed = changedMeanwhile ?? []
        let differing = read.differing.filter { !changed.contains($0.0) }
        let missing = accounts.keys.filter { !read.seen.contains($0) && !changed.contains($0) }
        for (key, entry) in differing { load(key, entry) }
        for key in missing { _ = remove(key) }
        return isFirst ? 0 : differing.count + missing.count
    }

    /// How far the server has come with the database of a base; nil if it does not show that.
    private func state(of index: Int, on connection: LDAPConnection) async throws -> ReplicaState? {
        var one = search
        one.bases = [search.bases[index]]
        return try await connection.replicaState(one)
    }

    /// Why a complete read from a server would be older than what has been followed; nil if it is not.
    private func lag(of connection: LDAPConnection, behind positions: [Int: FollowedPosition]) async throws
        -> String?
    {
        for index in search.bases.indices {
            guard let newest = positions[index]?.newest?.state,
                let state = try await state(of: index, on: connection)
            else { continue }
            if !state.missing(of: newest).isEmpty {
                return "the server's state is older than what was seen before"
            }
        }
        return nil
    }

    /// Waits a while until what was followed includes the state of a server.
    ///
    /// - Returns: Whether it does; if not, what is on its way does not count as missed.
    private func catchUp(with connection: LDAPConnection) async throws -> Bool {
        for index in search.bases.indices {
            guard let state = try await state(of: index, on: connection) else { continue }
            var attempts = 50
            while let cookie = positions[index]?.cookie?.state, !cookie.missing(of: state).isEmpty {
                guard attempts > 0 else { return false }
                attempts -= 1
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        return true
    }
}

extension LDAPEntry {
    /// What identifies the entry: its stable id, or else its DN.
    func followedID(by attribute: String) -> EntryID {
        guard let id = StableID.text(of: self, in: attribute) else {
            return .text(Array(DistinguishedName.compared(dn).utf8))
        }
        return EntryID(uuidText: Array(id.utf8)) ?? .text(Array(id.utf8))
    }
}
