import Accounts
import Glibc
import LDAPEntries

extension DirectoryFollower {
    /// Reads all entries, and then asks regularly for those that have changed; ends with the first failure.
    func poll(_ profile: ProviderProfile) async throws {
        var mark = try await changeMark(profile)
        try await readEverything(profile)
        while true {
            try await Task.sleep(for: options.pollInterval)
            let isDue = positions.values.contains {
                time(nil) - ($0.lastCompleteRead ?? 0) >= options.completeReadInterval.components.seconds
            }
            let next = try await changeMark(profile)
            guard !isDue, let since = mark, let upTo = next, since.isContinued(by: upTo) else {
                mark = next
                try await readEverything(profile)
                continue
            }
            try await readChanges(since: since, profile)
            mark = upTo
        }
    }

    private func readChanges(since mark: ChangeMark, _ profile: ProviderProfile) async throws {
        let connection = try await LDAPConnection.connect(to: settings, logger: logger)
        defer { Task { await connection.close() } }
        let attributes = rules(for: profile).attributesRead + [profile.attributes.stableID]
        for (index, request) in search.requests(for: profile, reading: attributes).enumerated() {
            var request = request
            request.filter = "(&\(request.filter)\(mark.filter))"
            for try await batch in connection.search(request) {
                await waitForRoom()
                for entry in batch {
                    let key = EntryKey(search: index, id: entry.followedID(by: profile.attributes.stableID))
                    enqueue(set(key, to: entry).lazy.map { .entry($0) }, .live)
                }
            }
            try await self.mark(index)
        }
        noteSuccess()
    }

    /// Where the changes begin that the next poll asks for; nil for a server that cannot be asked so.
    private func changeMark(_ profile: ProviderProfile) async throws -> ChangeMark? {
        switch report.feed {
        case .updateSequenceNumbers:
            let connection = try await LDAPConnection.connect(to: settings, logger: logger)
            defer { Task { await connection.close() } }
            return try await connection.visibleRootDSE().flatMap(ChangeMark.init(domainController:))
        case .reads: return nil
        default: return ChangeMark(modifiedSince: time(nil))
        }
    }
}
