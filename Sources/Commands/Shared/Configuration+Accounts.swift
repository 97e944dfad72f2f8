import Accounts
import Configuration
import LDAPClient
import Logging

extension Configuration {
    /// Reads all accounts from the first LDAP server that gives a whole answer.
    ///
    /// - Throws: `LDAPError` if the answer is incomplete: this never returns only some of the accounts.
    func accounts(logger: Logger) async throws(LDAPError) -> AccountSnapshot {
        try await LDAPConnection.firstAnswer(from: directory, logger: logger) {
            connection async throws(LDAPError) in
            var selection = AccountSelection(rules: rules)
            for try await batch in connection.search(users) {
                for entry in batch { selection.add(entry) }
            }
            return selection.result()
        }
    }
}
