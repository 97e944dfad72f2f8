import Accounts
import Configuration
import LDAPClient
import Logging

extension Configuration {
    /// Reads all accounts from the LDAP server.
    ///
    /// - Throws: `LDAPError` if the answer is incomplete: this never returns only some of the accounts.
    func accounts(logger: Logger) async throws(LDAPError) -> AccountSnapshot {
        let connection = try await LDAPConnection.connect(to: directory, logger: logger)
        var selection = AccountSelection(rules: rules)
        for try await batch in connection.search(users) {
            for entry in batch { selection.add(entry) }
        }
        await connection.close()
        return selection.result()
    }
}
