public import Accounts
public import LDAPClient
public import Logging

/// Reads all accounts of a directory.
public struct AccountSearch: Sendable {
    private let settings: LDAPSettings
    private let request: SearchRequest
    private let rules: AccountRules

    /// Describes the search.
    ///
    /// - Parameters:
    ///   - settings: how to reach the directory and as whom.
    ///   - request: which entries are users.
    ///   - rules: what makes an entry an account.
    public init(settings: LDAPSettings, request: SearchRequest, rules: AccountRules) {
        self.settings = settings
        self.request = request
        self.rules = rules
    }

    /// Asks the directory once.
    ///
    /// - Throws: `LDAPError` where the answer is not complete: a part of the accounts is never returned.
    public func reading(logger: Logger) async throws(LDAPError) -> AccountReading {
        let connection = try await LDAPConnection.connect(to: settings, logger: logger)
        var selection = AccountSelection(rules: rules)
        for try await batch in connection.search(request) {
            for entry in batch { selection.add(entry) }
        }
        await connection.close()
        return selection.result()
    }
}
