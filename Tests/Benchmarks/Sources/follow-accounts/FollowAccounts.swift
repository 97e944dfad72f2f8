import Accounts
import LDAPClient
import Logging

/// Follows all accounts of a server until it knows them, and prints how many there are.
///
///     follow-accounts URI BASE
@main
enum FollowAccounts {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let follower = DirectoryFollower(
            settings: LDAPSettings(uris: [arguments[1]]),
            search: AccountSearch(bases: [arguments[2]]),
            rules: AccountRules(prefix: "/home", uidNumbers: 1_000...4_000_000_000),
            logger: Logger(label: "benchmark")
        )
        let following = Task { try await follower.run() }
        defer { following.cancel() }
        while true {
            let work = try await follower.next()
            try await follower.done(work)
            guard case .everything(let snapshot) = work else { continue }
            print("\(snapshot.accounts.count) accounts, \(snapshot.refused.count) refused")
            return
        }
    }
}
