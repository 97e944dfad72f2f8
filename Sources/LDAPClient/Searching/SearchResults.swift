public import LDAPEntries

/// The answer to a search as it arrives, in batches of bounded size.
///
/// The server is read no faster than the batches are taken, so a million entries never stand in memory.
/// **Only the end without an error means that the answer is complete.** Whatever cuts it off — a limit, a
/// lost connection, a referral — is thrown after the entries that came before, and from those nobody may
/// conclude that any other entry is gone.
public struct SearchResults: AsyncSequence, Sendable {
    /// Some entries, at least one.
    public typealias Element = [LDAPEntry]
    /// What iterating throws.
    public typealias Failure = LDAPError

    let connection: LDAPConnection
    let request: SearchRequest

    /// Sends the search when the first batch is asked for; each iterator sends it anew.
    public func makeAsyncIterator() -> Iterator {
        Iterator(connection: connection, request: request)
    }

    /// Takes the batches of one search; dropping it early abandons the search.
    public struct Iterator: AsyncIteratorProtocol {
        let connection: LDAPConnection
        let request: SearchRequest
        private var cursor: SearchCursor?
        private var isFinished = false

        init(connection: LDAPConnection, request: SearchRequest) {
            self.connection = connection
            self.request = request
        }

        /// Waits for the next batch.
        ///
        /// - Parameter actor: The actor of the caller.
        /// - Returns: Some entries; nil means that the answer is complete.
        /// - Throws: Why the answer is not complete.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(LDAPError) -> [LDAPEntry]? {
            if isFinished { return nil }
            do throws(LDAPError) {
                let id = try await started()
                if let batch = try await connection.nextBatch(ofSearch: id) { return batch }
            } catch {
                isFinished = true
                throw error
            }
            isFinished = true
            return nil
        }

        private mutating func started() async throws(LDAPError) -> UInt64 {
            if let cursor { return cursor.id }
            let made = SearchCursor(connection: connection, id: try await connection.beginSearch(request))
            cursor = made
            return made.id
        }
    }
}

/// Keeps a search open while somebody reads it.
final class SearchCursor: Sendable {
    let connection: LDAPConnection
    let id: UInt64

    init(connection: LDAPConnection, id: UInt64) {
        self.connection = connection
        self.id = id
    }

    deinit {
        connection.release(search: id)
    }
}
