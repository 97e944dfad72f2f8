internal import Accounts
internal import Configuration
internal import HomeSync
internal import MountMaps
internal import SystemFiles
internal import SystemPackage

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

    /// Asks the directory, looks at the disk and plans.
    func plan(_ context: CommandContext) async throws -> SyncPlan {
        let reading = try await configuration.accounts(logger: context.logger)
        let observer = ServerObserver(root: root, settings: settings, server: server)
        let observation = try await observer.observe(for: reading.accounts)
        return try SyncPlanner(settings: settings).plan(for: reading, seeing: observation)
    }
}
