public import LDAPEntries

/// The answer to a search as it arrives, in batches of limited size.
///
/// Entries are read from the server only as fast as the batches are consumed, so a million entries are never in memory
/// at once.
///
/// **The answer is complete only if the sequence ends without an error.** If a limit, a lost connection or a referral
/// ends it early, that is thrown after the entries that arrived before. Never conclude from these that another entry
/// was removed.
public struct SearchResults: AsyncSequence, Sendable {
    /// A batch of at least one entry.
    public typealias Element = [LDAPEntry]
    /// The error that iterating throws.
    public typealias Failure = LDAPError

    let connection: LDAPConnection
    let request: SearchRequest

    /// Makes an iterator, which sends the search when its first batch is requested.
    public func makeAsyncIterator() -> Iterator {
        Iterator(connection: connection, request: request)
    }

    /// Iterates over the batches of one search; destroying it early abandons the search.
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
        /// - Returns: At least one entry; nil if the answer is complete.
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

/// Keeps a search open as long as somebody reads it.
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
