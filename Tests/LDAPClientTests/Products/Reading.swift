import Accounts
import Glibc
import LDAPClient
import LDAPEntries

let homeRules = AccountRules(prefix: "/home", uidNumbers: 1_000...60_000)

/// Reads the accounts below a base as a configuration with nothing but servers, base and bind does.
func accounts(
    below base: String,
    _ settings: LDAPSettings,
    pageSize: Int? = nil
) async throws -> AccountSnapshot {
    var search = AccountSearch(bases: [base])
    search.pageSize = pageSize
    return try await connect(settings).accounts(search, by: homeRules, at: time(nil))
}

extension LDAPConnection {
    /// All entries that a search finds.
    nonisolated func all(_ request: SearchRequest) async throws -> [LDAPEntry] {
        var entries: [LDAPEntry] = []
        for try await batch in search(request) { entries += batch }
        return entries
    }
}
