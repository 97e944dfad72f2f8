import Accounts
import Configuration
import LDAPClient
import Logging

extension Configuration {
    /// Reads all accounts from the directory server.
    ///
    /// - Throws: `LDAPError` where the answer is not complete: a part of the accounts is never returned.
    func accounts(logger: Logger) async throws(LDAPError) -> AccountReading {
        let connection = try await LDAPConnection.connect(to: directory, logger: logger)
        var selection = AccountSelection(rules: rules)
        for try await batch in connection.search(users) {
            for entry in batch { selection.add(entry) }
        }
        await connection.close()
        return selection.result()
    }
}
