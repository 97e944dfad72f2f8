import SourceText

/// A search under way: what was asked, and what has come of it.
struct OpenSearch {
    let id: UInt64
    let request: SearchRequest
    var messageID: Int32
    /// How many entries came.
    var received = 0
    /// How many continuation references came, and the first few of them.
    var referenceCount = 0
    var references: [String] = []
    /// How many pages without an entry came in a row.
    private var emptyPages = 0
    private var receivedBeforePage = 0
    /// How it ended, once it did.
    var ending: Result<Void, LDAPError>?

    init(id: UInt64, request: SearchRequest, messageID: Int32) {
        self.id = id
        self.request = request
        self.messageID = messageID
    }

    /// Notes references to other servers; only a few are kept, however many come.
    mutating func note(references uris: [String]) {
        referenceCount += 1
        references += uris.prefix(max(0, 5 - references.count))
    }

    /// Whether the server gives page after page with nothing in it, which would never end.
    mutating func pagesAreGoingNowhere() -> Bool {
        emptyPages = received == receivedBeforePage ? emptyPages + 1 : 0
        receivedBeforePage = received
        return emptyPages > 1000
    }
}

extension SearchRequest {
    /// What to call the search in messages; the filter may name people and stays out.
    var name: String {
        base.isEmpty ? "the search of the root DSE" : "the search below \(printable(base, limit: 500))"
    }

    /// Refuses what C would cut short at a NUL, and what no server can answer.
    func check() throws(LDAPError) {
        guard ([base, filter] + attributes).allSatisfy({ !$0.utf8.contains(0) }) else {
            throw LDAPError(
                .badRequest,
                "a search must not have NUL bytes in its base, filter or attributes"
            )
        }
        if let pageSize, !(1...Int(Int32.max)).contains(pageSize) {
            throw LDAPError(.badRequest, "a page of \(pageSize) entries is impossible; give at least 1")
        }
    }
}
