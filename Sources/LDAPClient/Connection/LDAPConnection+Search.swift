public import LDAPEntries
import SourceText

extension LDAPConnection {
    /// The largest batch, in entries, and in bytes of values (approximately).
    private static let batchLimit = (entries: 256, bytes: 1 << 20)

    /// Searches for entries; nothing is sent until the first batch is requested.
    public nonisolated func search(_ request: SearchRequest) -> SearchResults {
        SearchResults(connection: self, request: request)
    }

    /// Reads one entry.
    ///
    /// - Parameters:
    ///   - dn: The distinguished name of the entry.
    ///   - attributes: The attributes to read; if empty, all user attributes.
    /// - Returns: The entry; nil if it does not exist or is not visible.
    /// - Throws: Why it is not known whether the entry exists.
    public func entry(at dn: String, attributes: [String] = []) throws(LDAPError) -> LDAPEntry? {
        do throws(LDAPError) {
            return try entries(SearchRequest(base: dn, scope: .base, attributes: attributes)).first
        } catch {
            if error.code == .noSuchBase { return nil }
            throw error
        }
    }

    /// Reads the information that the server gives about itself.
    public func rootDSE() throws(LDAPError) -> RootDSE {
        let request = SearchRequest(base: "", scope: .base, attributes: ["*", "+"])
        guard let entry = try entries(request).first else {
            throw LDAPError(
                .denied,
                "\(uri ?? "the server") does not return its root DSE; allow everybody to read it"
            )
        }
        return RootDSE(entry)
    }

    /// Sends a search and gives it a number.
    func beginSearch(_ request: SearchRequest) throws(LDAPError) -> UInt64 {
        try request.check()
        guard openSearch == nil else {
            throw LDAPError(
                .connectionInUse,
                "another search is running on the connection to \(uri ?? "the LDAP server"); finish it first, "
                    + "or open a second connection"
            )
        }
        var request = request
        request.staysInDomain = try maySendDomainScope(for: request)
        let messageID = try withHandle { handle throws(LDAPError) in
            try handle.sendSearch(request, pageCookie: [])
        }
        searchCount += 1
        openSearch = OpenSearch(id: searchCount, request: request, messageID: messageID)
        return searchCount
    }

    /// Receives the next entries of a search; nil after the last.
    func nextBatch(ofSearch id: UInt64) throws(LDAPError) -> [LDAPEntry]? {
        guard var search = openSearch, search.id == id else {
            throw LDAPError(.closed, "the search is no longer open")
        }
        if search.ending == nil { receive(&search, waiting: true) }
        let batch = search.takeBatch()
        openSearch = search
        guard batch.isEmpty else {
            if search.ending == nil { readAhead(ofSearch: id) }
            return batch
        }
        openSearch = nil
        try search.ending?.get()
        return nil
    }

    /// Decodes the entries that have arrived already while the caller is busy with the batch before.
    private func readAhead(ofSearch id: UInt64) {
        submit { connection in
            guard var search = connection.openSearch, search.id == id, search.ending == nil else { return }
            connection.receive(&search, waiting: false)
            connection.openSearch = search
        }
    }

    /// Makes the server stop a search that nobody reads any more.
    func abandonSearch(_ id: UInt64) {
        guard let search = openSearch, search.id == id else { return }
        openSearch = nil
        guard search.ending == nil else { return }
        try? withHandle { handle throws(LDAPError) in handle.abandon(search.messageID) }
    }

    /// Receives messages until the batch is full or the answer ends; without waiting, only those that have arrived.
    private func receive(_ search: inout OpenSearch, waiting: Bool) {
        do throws(LDAPError) {
            var isDry = false
            while search.ending == nil, !isDry, search.batch.count < Self.batchLimit.entries,
                search.batchSize < Self.batchLimit.bytes
            {
                try withHandle { handle throws(LDAPError) in
                    guard let message = try next(search, handle, waiting: waiting) else {
                        isDry = true
                        return
                    }
                    try take(message, into: &search, handle)
                }
            }
        } catch {
            search.ending = .failure(explained(error, search))
        }
    }

    private func next(
        _ search: OpenSearch,
        _ handle: borrowing LDAPHandle,
        waiting: Bool
    ) throws(LDAPError) -> LDAPMessage? {
        guard waiting else {
            return try handle.receivedAlready(search.messageID, for: search.request.name)
        }
        return try handle.receive(search.messageID, within: settings.timeout, for: search.request.name)
    }

    private func take(
        _ message: borrowing LDAPMessage,
        into search: inout OpenSearch,
        _ handle: borrowing LDAPHandle
    ) throws(LDAPError) {
        switch message.kind {
        case .entry: search.add(try handle.entry(in: message))
        case .reference:
            search.note(references: try handle.references(in: message))
        case .searchDone:
            try finish(&search, with: try handle.outcome(of: message), handle)
        case .intermediate, .other:
            // Unexpected intermediate messages must be ignored (RFC 4511 section 4.13).
            break
        }
    }

    private func finish(
        _ search: inout OpenSearch,
        with outcome: LDAPOutcome,
        _ handle: borrowing LDAPHandle
    ) throws(LDAPError) {
        guard outcome.code == .success else { throw unsuccessful(outcome, search, handle) }
        if search.request.pageSize != nil {
            guard let cookie = outcome.pageCookie else {
                guard search.received > 0 else { return try repeatWithoutPages(&search, handle) }
                throw LDAPError(
                    .protocolViolation,
                    "\(handle.uri) answered a paged search without saying whether more follows; search without pages"
                )
            }
            if !cookie.isEmpty {
                guard !search.pagesAreGoingNowhere() else {
                    throw LDAPError(
                        .protocolViolation,
                        "\(handle.uri) keeps sending empty pages; search without pages"
                    )
                }
                search.messageID = try handle.sendSearch(search.request, pageCookie: cookie)
                return
            }
        }
        guard search.referenceCount == 0 else {
            throw LDAPError(
                .incomplete,
                "\(handle.uri): \(search.request.name) continues on other servers, which are not asked "
                    + "(\(search.referenceCount) references, such as \(search.references.joined(separator: " "))); "
                    + "choose a base whose entries are all on one server",
                referrals: search.references
            )
        }
        search.ending = .success(())
    }

    /// Asks again without pages, because 389 Directory Server answers a search with pages below a base that it does not
    /// have with success and without the control.
    private func repeatWithoutPages(
        _ search: inout OpenSearch,
        _ handle: borrowing LDAPHandle
    ) throws(LDAPError) {
        search.request.pageSize = nil
        search.messageID = try handle.sendSearch(search.request, pageCookie: [])
    }

    private func unsuccessful(
        _ outcome: LDAPOutcome,
        _ search: OpenSearch,
        _ handle: borrowing LDAPHandle
    ) -> LDAPError {
        guard outcome.code == .noSuchObject else {
            return handle.failure(
                outcome.code,
                outcome.diagnostic,
                during: search.request.name,
                referrals: outcome.referrals
            )
        }
        let known = outcome.matchedDN.isEmpty ? "" : "; the longest part that exists is \(outcome.matchedDN)"
        return LDAPError(
            .noSuchBase,
            "\(handle.uri): the base \(printable(search.request.base, limit: 500)) does not exist or is not "
                + "visible\(known)",
            resultCode: outcome.code,
            matchedDN: outcome.matchedDN
        )
    }

    /// Adds details of the search to an error: the number of entries so far, the filter, and the existing bases.
    private func explained(_ error: LDAPError, _ search: OpenSearch) -> LDAPError {
        var message = error.message
        if search.received > 0 { message += "; \(search.received) entries had arrived before" }
        if error.code == .noSuchBase, !search.request.base.isEmpty { message += namingContexts() }
        return LDAPError(
            error.code,
            message,
            resultCode: error.resultCode,
            matchedDN: error.matchedDN,
            referrals: error.referrals,
            privateDetail: "filter \(search.request.filter)"
        )
    }

    private func namingContexts() -> String {
        let saved = openSearch
        defer { openSearch = saved }
        openSearch = nil
        guard let contexts = try? rootDSE().namingContexts, !contexts.isEmpty else { return "" }
        return
            "; the server has \(contexts.map { "'\(printable($0, limit: 500))'" }.joined(separator: ", "))"
    }

    func entries(_ request: SearchRequest) throws(LDAPError) -> [LDAPEntry] {
        let id = try beginSearch(request)
        var entries: [LDAPEntry] = []
        while let batch = try nextBatch(ofSearch: id) { entries += batch }
        return entries
    }
}
