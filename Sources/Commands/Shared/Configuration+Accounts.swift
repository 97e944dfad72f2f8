import Accounts
import Configuration
import Glibc
import LDAPClient
import Logging
import SystemFiles

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

    /// Reads all accounts from an LDIF file instead of a server.
    ///
    /// - Throws: ``BadLDIFFile`` if the file does not show all accounts; `LDAPError` for a filter that needs a server;
    ///   `FileError` if the file cannot be read.
    func accounts(in file: ArgumentPath) async throws -> AccountSnapshot {
        let accounts = try LDIFAccounts(users, by: rules)
        return try await blocking {
            let text = try file.requiredContents()
            do {
                return try accounts.accounts(in: text, at: time(nil))
            } catch {
                throw BadLDIFFile(file: file.name, error: error)
            }
        }
    }
}
