import Accounts
import Glibc
import LDAPEntries
import Logging

extension DirectoryFollower {
    /// Compares all entries with what has been followed, whenever it is time, or when there is a doubt.
    func compareRegularly(_ profile: ProviderProfile) async throws {
        while true {
            await waitForNextRead()
            try Task.checkCancellation()
            try await readEverything(profile)
        }
    }

    private func waitForNextRead() async {
        let interval = options.completeReadInterval
        let last = positions.values.compactMap(\.lastCompleteRead).min() ?? time(nil)
        let wait = max(.zero, interval - .seconds(time(nil) - last))
        await withTaskGroup { group in
            group.addTask { try? await Task.sleep(for: wait) }
            group.addTask { await self.doubt.wait() }
            await group.next()
            group.cancelAll()
        }
    }

    /// Reads all entries, repairs what differs, and hands out everything.
    func readEverything(_ profile: ProviderProfile) async throws {
        let connection = try await LDAPConnection.connect(to: settings, logger: logger)
        defer { Task { await connection.close() } }
        changedMeanwhile = []
        defer { changedMeanwhile = nil }
        let state = try await connection.replicaState(search)
        if let lag = lag(of: state) {
            removalObjection = lag
            logger.warning("the complete read is not used", metadata: ["reason": "\(lag)"])
            for index in positions.keys { positions[index]?.lastCompleteRead = time(nil) }
            return
        }
        let members = try await connection.members(of: search)
        var read = CompleteRead()
        let attributes = rules(for: profile).attributesRead + [profile.attributes.stableID]
        for (index, request) in search.requests(for: profile, reading: attributes).enumerated() {
            for try await batch in connection.search(request) {
                for entry in batch { note(entry, index, profile, in: &read) }
            }
        }
        try await catchUp(with: try await connection.replicaState(search))
        _ = accounts?.setMembers(members)
        let missed = repair(from: read)
        report.comparisons += 1
        report.missedChanges += missed
        if missed > 0 {
            logger.warning(
                "the server had not reported all changes",
                metadata: ["entries": "\(missed)", "repaired": "by a complete read"]
            )
        }
        removalObjection = nil
        noteSuccess()
        enqueue([.everything], .backlog)
        for index in search.bases.indices {
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
    ) {
        let key = EntryKey(search: index, id: entry.followedID(by: profile.attributes.stableID))
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
        for (key, entry) in differing { _ = set(key, to: entry) }
        for key in missing { _ = remove(key) }
        return isFirst ? 0 : differing.count + missing.count
    }

    /// Why a complete read from a server would be older than what has been followed; nil if it is not.
    private func lag(of state: ReplicaState?) -> String? {
        guard let state else { return nil }
        let isOlder = positions.values.contains { position in
            position.newest?.state.map { !state.missing(of: $0).isEmpty } ?? false
        }
        return isOlder ? "the server's state is older than what was seen before" : nil
    }

    /// Waits a while until what was followed includes a state, so that what is on its way does not count as missed.
    private func catchUp(with state: ReplicaState?) async throws {
        guard let state else { return }
        for _ in 0..<50 {
            let isBehind = positions.values.contains { position in
                position.cookie?.state.map { !$0.missing(of: state).isEmpty } ?? false
            }
            guard isBehind else { return }
            try await Task.sleep(for: .milliseconds(100))
        }
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
