import Accounts
import Glibc
import LDAPEntries
import Logging

extension DirectoryFollower {
    /// Follows all bases by RFC 4533, and reads all entries from time to time; ends with the first failure.
    func synchronise(_ profile: ProviderProfile) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in search.bases.indices {
                group.addTask { try await self.synchronise(index, profile) }
            }
            group.addTask { try await self.compareRegularly(profile) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Follows one base.
    private func synchronise(_ index: Int, _ profile: ProviderProfile) async throws {
        let connection = try await LDAPConnection.connect(to: settings, logger: logger)
        defer { Task { await connection.close() } }
        let server = await connection.uri
        var request = requests(for: profile)[index]
        request.pageSize = nil
        var cookie = positions[index]?.server == server ? positions[index]?.cookie : nil
        while true {
            let session = SyncSession(requested: cookie, known: positions[index]?.newest, persists: true)
            try await run(session, index, request, on: connection, server)
            cookie = nil
        }
    }

    /// Runs a session until the server asks for another one, without a cookie.
    private func run(
        _ session: SyncSession,
        _ index: Int,
        _ request: SearchRequest,
        on connection: LDAPConnection,
        _ server: String?
    ) async throws {
        var session = session
        let running = try await connection.beginSync(request, from: session.requested, persists: true)
        accounts?.beginRefresh(of: index)
        if session.requested == nil { owed.insert(index) }
        // Entries that the server calls unchanged; it may still send them in the same refresh.
        var unknown: Set<EntryKey> = []
        while true {
            let messages = try await running.next(within: session.isRefreshed ? nil : settings.timeout)
            await waitForRoom()
            var cookie: SyncCookie?
            for message in messages {
                for event in try received(message, &session) {
                    switch event {
                    case .changed(let id, let entry): take(EntryKey(search: index, id: id), entry, session)
                    case .present(let ids):
                        for id in ids {
                            let key = EntryKey(search: index, id: id)
                            if accounts?.notePresence(of: key) == false { unknown.insert(key) }
                        }
                    case .gone(let ids):
                        for id in ids { report(remove(EntryKey(search: index, id: id)), index, session) }
                    case .refreshed(let refresh):
                        finish(refresh, index)
                        if unknown.contains(where: { accounts?.contains($0) == false }) { doubt.ring() }
                        unknown = []
                    case .reached(let reached): cookie = reached
                    case .restart(let reason):
                        logger.warning(
                            "the cookie cannot be used; all entries are read",
                            metadata: [
                                "reason": "\(reason)", "cookie": "\(session.requested?.description ?? "")",
                            ]
                        )
                        return
                    }
                }
            }
            guard let cookie else { continue }
            positions[index, default: FollowedPosition()].move(to: cookie, of: server)
            // A server that was behind and no longer is shows what is gone with a complete read.
            if removalObjections[index] != nil, positions[index]?.isBehind == false { doubt.ring() }
            try await mark(index)
        }
    }

    private func received(_ message: SyncMessage, _ session: inout SyncSession) throws(LDAPError)
        -> [SyncEvent]
    {
        do throws(SyncFault) {
            return try session.receive(message)
        } catch {
            throw LDAPError(.unavailable, error.message)
        }
    }

    private func take(_ key: EntryKey, _ entry: LDAPEntry, _ session: SyncSession) {
        if !session.isRefreshed, owed.contains(key.search) {
            load(key, entry)
        } else {
            report(set(key, to: entry), key.search, session)
        }
    }

    /// Hands out entries that may mean something else now: at once, or at the end of the refresh.
    private func report(_ affected: Set<EntryKey>, _ index: Int, _ session: SyncSession) {
        if session.isRefreshed {
            enqueue(affected.lazy.map { .entry($0) }, .live)
        } else if !owed.contains(index) {
            held[index, default: []].formUnion(affected)
        }
    }

    private func finish(_ refresh: SyncRefresh, _ index: Int) {
        let unmentioned = refresh.absence == .isNamed ? [] : accounts?.unmentioned(in: index) ?? []
        switch refresh.absence {
        case .counts:
            removalObjections[index] = nil
            for key in unmentioned { held[index, default: []].formUnion(remove(key)) }
        case .isNamed: break
        case .isDoubtful(let doubt):
            guard doubt != .nothingNew, !unmentioned.isEmpty else { break }
            removalObjections[index] = "the server's state is older than what was seen before, or unknown"
        }
        let changed = held.removeValue(forKey: index) ?? []
        if owed.remove(index) != nil {
            positions[index, default: FollowedPosition()].lastCompleteRead = time(nil)
            enqueue([.everything], .backlog)
        } else {
            enqueue(changed.lazy.map { .entry($0) }, .backlog)
        }
        noteSuccess(of: index)
        logger.info(
            "the directory was refreshed",
            metadata: [
                "base": "\(search.bases[index])", "adds": "\(refresh.counts.added)",
                "modifies": "\(refresh.counts.modified)", "deletes": "\(refresh.counts.deleted)",
                "presents": "\(refresh.counts.present)", "unmentioned": "\(unmentioned.count)",
                "absence": "\(refresh.absence)", "cookie": "\(refresh.cookie?.description ?? "none")",
            ]
        )
    }
}
