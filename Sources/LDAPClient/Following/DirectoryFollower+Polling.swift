import Accounts
import Glibc
import LDAPEntries

extension DirectoryFollower {
    /// Reads all entries, and then asks regularly for those that have changed; ends with the first failure.
    func poll(_ profile: ProviderProfile) async throws {
        var mark: ChangeMark?
        while true {
            mark = try await ask(since: mark, profile)
            try await Task.sleep(for: mark == nil ? options.completeReadInterval : options.pollInterval)
        }
    }

    /// Asks for what has changed, or for everything when it is time.
    ///
    /// - Returns: Where the next changes begin.
    private func ask(since mark: ChangeMark?, _ profile: ProviderProfile) async throws -> ChangeMark? {
        // One connection for the mark and the entries: the marks of two servers cannot be mixed.
        let connection = try await LDAPConnection.connect(to: settings, logger: logger)
        defer { Task { await connection.close() } }
        let next = try await changeMark(on: connection)
        let age = time(nil) - (oldestCompleteRead ?? 0)
        let isDue = age >= options.completeReadInterval.components.seconds
        if !isDue, let mark, let next, mark.isContinued(by: next) {
            try await readChanges(since: mark, profile, on: connection)
        } else {
            try await readEverything(profile, on: connection)
        }
        return next
    }

    private func readChanges(
        since mark: ChangeMark,
        _ profile: ProviderProfile,
        on connection: LDAPConnection
    ) async throws {
        var affected: Set<EntryKey> = []
        var meetsOthers = false
        for (index, request) in requests(for: profile).enumerated() {
            var request = request
            request.filter = "(&\(request.filter)\(mark.filter))"
            for try await batch in connection.search(request) {
                for entry in batch {
                    let key = EntryKey(search: index, id: entry.followedID(by: profile.attributes.stableID))
                    let changed = set(key, to: entry)
                    meetsOthers = meetsOthers || changed.count > 1
                    affected.formUnion(changed)
                }
            }
        }
        guard !meetsOthers else {
            // The other entry may be gone, which only a complete read shows.
            return try await readEverything(profile, on: connection)
        }
        await waitForRoom()
        enqueue(affected.lazy.map { .entry($0) }, .live)
        for index in search.bases.indices {
            noteSuccess(of: index)
            try await self.mark(index)
        }
    }

    /// Where the changes begin that the next poll asks for; nil for a server that cannot be asked so.
    private func changeMark(on connection: LDAPConnection) async throws -> ChangeMark? {
        switch report.feed {
        case .updateSequenceNumbers:
            try await connection.visibleRootDSE().flatMap(ChangeMark.init(domainController:))
        case .reads: nil
        default: ChangeMark(modifiedSince: time(nil))
        }
    }
}
