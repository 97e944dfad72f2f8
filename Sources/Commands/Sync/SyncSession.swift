import Accounts
import Configuration
import HomeSync
import Homes
import MountMaps
import SystemFiles
import SystemPackage

/// Makes a plan from the configuration, for `plan` and `sync`.
struct SyncSession {
    let settings: SiteSettings
    let root: RootDirectory
    let server = KernelExportServer()
    private let configuration: Configuration

    init(_ context: CommandContext) throws {
        configuration = try context.configuration()
        settings = configuration.sync
        root = try context.root()
    }

    /// Reads the accounts from LDAP and the state of this server, and makes a plan.
    ///
    /// - Returns: The plan, and the open homes root for which it was made.
    func plan(_ context: CommandContext) async throws -> (plan: SyncPlan, homes: HomesRoot) {
        let snapshot = try await configuration.accounts(logger: context.logger)
        let homes = try await HomesRoot.open(settings.homes, in: root)
        let observer = ServerObserver(root: root, homes: homes, settings: settings, server: server)
        let observation = try await observer.observe(for: snapshot.accounts)
        return (try SyncPlanner(settings: settings).plan(for: snapshot, seeing: observation), homes)
    }
}
