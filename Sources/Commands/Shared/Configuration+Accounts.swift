import Accounts
import Configuration
import Glibc
import LDAPClient
import Logging

extension Configuration {
    /// Reads all accounts from the first LDAP server that gives a whole answer.
    ///
    /// - Throws: `LDAPError` if the answer is incomplete: this never returns only some of the accounts.
    func accounts(logger: Logger) async throws(LDAPError) -> AccountSnapshot {
        do throws(LDAPError) {
            return try await AccountReader(settings: directory, search: users, rules: rules, logger: logger)
                .accounts(at: time(nil))
        } catch {
            throw error.withAdviceOnReferences
        }
    }
}
