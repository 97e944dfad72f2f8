import Accounts
import LDAPEntries

/// A content synchronisation that runs on a connection of its own.
struct SyncSearch: Sendable {
    let connection: LDAPConnection
    let request: SearchRequest
    fileprivate let messageID: Int32
    fileprivate let wakeUp: WakeUp

    /// Waits for messages of the server.
    ///
    /// - Parameter limit: The longest wait; nil for as long as it takes.
    /// - Returns: At least one message, and what has arrived with it.
    /// - Throws: `.cancelled` as soon as the task is cancelled, `.timedOut`, or why the connection was lost.
    func next(within limit: Duration?) async throws(LDAPError) -> [SyncMessage] {
        let received = await withTaskCancellationHandler {
            await connection.syncMessages(of: self, within: limit)
        } onCancel: {
            wakeUp.wake()
        }
        return try received.get()
    }
}

extension LDAPConnection {
    /// The most messages in a batch.
    private static let syncBatchLimit = 256

    /// Sends a search that asks for content synchronisation (RFC 4533).
    ///
    /// It must be the only search on the connection.
    ///
    /// - Parameters:
    ///   - request: The search.
    ///   - cookie: How far the last one came; nil for the whole content.
    ///   - persists: Whether to ask for changes after the refresh.
    /// - Returns: The running search.
    /// - Throws: ``LDAPError`` if the request cannot be sent.
    func beginSync(
        _ request: SearchRequest,
        from cookie: SyncCookie?,
        persists: Bool
    ) throws(LDAPError) -> SyncSearch {
        try request.check()
        let messageID = try withHandle { handle throws(LDAPError) in
            try handle.sendSync(request, controlled: syncRequest(from: cookie, persists: persists))
        }
        return SyncSearch(
            connection: self,
            request: request,
            messageID: messageID,
            wakeUp: try WakeUp()
        )
    }

    fileprivate func syncMessages(
        of search: SyncSearch,
        within limit: Duration?
    ) -> Result<[SyncMessage], LDAPError> {
        Result { () throws(LDAPError) in
            try withHandle { handle throws(LDAPError) in
                while true {
                    if Task.isCancelled {
                        throw LDAPError(.cancelled, "following \(handle.uri) was cancelled")
                    }
                    let messages = try arrived(of: search, handle)
                    if !messages.isEmpty { return messages }
                    guard search.wakeUp.wait(for: handle.descriptor, within: limit) else {
                        throw LDAPError(
                            .timedOut,
                            "\(handle.uri) sent nothing for \(limit ?? .zero) during the content synchronisation",
                            resultCode: .timeout
                        )
                    }
                }
            }
        }
    }

    /// The messages that have arrived.
    private func arrived(
        of search: SyncSearch,
        _ handle: borrowing LDAPHandle
    ) throws(LDAPError) -> [SyncMessage] {
        var messages: [SyncMessage] = []
        while messages.count < Self.syncBatchLimit,
            let message = try handle.receivedAlready(search.messageID, for: search.request.name)
        {
            if message.kind == .reference {
                let uris = try handle.references(in: message)
                guard search.request.ignores(reference: uris) else {
                    throw LDAPError(
                        .incomplete,
                        "\(handle.uri): \(search.request.name) continues on other servers, which are not followed "
                            + "(such as \(uris.first ?? "")); choose a base whose entries are all on one server",
                        referrals: uris
                    )
                }
            }
            if let message = try handle.syncMessage(message) { messages.append(message) }
        }
        return messages
    }
}
