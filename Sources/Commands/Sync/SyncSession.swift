import Accounts
import Configuration
import HomeSync
import Homes
import MountMaps
import SystemFiles
import SystemPackage

/// What `plan` and `sync` share: the way from the configuration to a plan.
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

    /// Asks the directory server, looks at the disk and plans.
    ///
    /// - Returns: The plan, and the homes root that it was made from.
    func plan(_ context: CommandContext) async throws -> (plan: SyncPlan, homes: HomesRoot) {
        let reading = try await configuration.accounts(logger: context.logger)
        let homes = try await HomesRoot.open(settings.homes, in: root)
        let observer = ServerObserver(root: root, homes: homes, settings: settings, server: server)
        let observation = try await observer.observe(for: reading.accounts)
        return (try SyncPlanner(settings: settings).plan(for: reading, seeing: observation), homes)
    }
}
