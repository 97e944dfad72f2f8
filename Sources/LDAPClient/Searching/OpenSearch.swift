import LDAPEntries
import SourceText

/// A running search: the request, and the state of its answer.
struct OpenSearch {
    let id: UInt64
    var request: SearchRequest
    var messageID: Int32
    /// How many entries arrived.
    private(set) var received = 0
    /// The entries that arrived and were not taken yet, and their size in bytes.
    private(set) var batch: [LDAPEntry] = []
    private(set) var batchSize = 0
    /// How many continuation references arrived, and the first few of them.
    var referenceCount = 0
    var references: [String] = []
    /// How many pages without an entry arrived in a row.
    private var emptyPages = 0
    private var receivedBeforePage = 0
    /// How the search ended; nil as long as it runs.
    var ending: Result<Void, LDAPError>?

    init(id: UInt64, request: SearchRequest, messageID: Int32) {
        self.id = id
        self.request = request
        self.messageID = messageID
    }

    /// Adds an entry that arrived.
    mutating func add(_ entry: LDAPEntry) {
        received += 1
        batchSize += entry.size
        batch.append(entry)
    }

    /// The entries that arrived since the last time.
    mutating func takeBatch() -> [LDAPEntry] {
        defer { batch = [] }
        batchSize = 0
        return batch
    }

    /// Counts references to other servers that are not to be ignored, and keeps the first few.
    mutating func note(references uris: [String]) {
        guard !request.ignores(reference: uris) else { return }
        referenceCount += 1
        references += uris.prefix(max(0, 5 - references.count))
    }

    /// Whether the server keeps sending empty pages, so that the search would never end.
    mutating func pagesAreGoingNowhere() -> Bool {
        emptyPages = received == receivedBeforePage ? emptyPages + 1 : 0
        receivedBeforePage = received
        return emptyPages > 1000
    }
}

extension SearchRequest {
    /// The name of the search in messages, without the filter, which may name people.
    var name: String {
        base.isEmpty ? "the search of the root DSE" : "the search below \(printable(base, limit: 500))"
    }

    /// Refuses texts with a NUL, where C would end them, and an impossible page size.
    func check() throws(LDAPError) {
        guard ([base, filter] + attributes).allSatisfy({ !$0.utf8.contains(0) }) else {
            throw LDAPError(
                .badRequest,
                "a search must not have NUL bytes in its base, filter or attributes"
            )
        }
        if let pageSize, !(1...Int(Int32.max)).contains(pageSize) {
            throw LDAPError(.badRequest, "the page size \(pageSize) is not possible; give at least 1")
        }
    }
}
