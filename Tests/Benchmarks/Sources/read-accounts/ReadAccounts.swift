import Accounts
import LDAPClient
import Logging

/// Reads all accounts of a server into a snapshot, and prints how many there are.
///
///     read-accounts URI BASE
@main
enum ReadAccounts {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let connection = try await LDAPConnection.connect(
            to: LDAPSettings(uris: [arguments[1]]),
            logger: Logger(label: "benchmark")
        )
        let snapshot = try await connection.accounts(
            AccountSearch(bases: [arguments[2]]),
            by: AccountRules(prefix: "/home", uidNumbers: 1_000...4_000_000_000),
            at: 0
        )
        await connection.close()
        print("\(snapshot.accounts.count) accounts, \(snapshot.refused.count) refused")
    }
}
