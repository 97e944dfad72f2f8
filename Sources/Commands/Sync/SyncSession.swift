import Accounts
import Configuration
import Glibc
import HomeSync
import Homes
import HostFacts
import MountMaps
import SystemFiles
import SystemPackage

/// Makes a plan from the configuration, for `plan` and `sync`.
struct SyncSession {
    /// A plan with what it was made from.
    struct Planned {
        let plan: SyncPlan
        let snapshot: AccountSnapshot
        /// The open homes root for which the plan was made; nil if a mount is in the way, and the plan does nothing.
        let homes: HomesRoot?
        let origin: PlanOrigin
    }

    let settings: SiteSettings
    let root: RootDirectory
    let server = KernelExportServer()
    private let configuration: Configuration

    init(_ context: CommandContext) throws {
        configuration = try context.trustedConfiguration()
        settings = configuration.sync
        root = try context.root()
    }

    /// Reads the accounts from LDAP and the state of this server, and makes a plan.
    func plan(_ context: CommandContext) async throws -> Planned {
        if let objection = try await blocking({ [settings, root] in
            try HomesRoot.mountObjection(to: settings.homes, in: root)
        }) {
            return try await held(because: objection, context)
        }
        // First the root: without it nothing can be made, and LDAP need not be asked.
        let homes = try await HomesRoot.open(settings.homes, in: root)
        let snapshot = try await configuration.accounts(logger: context.logger)
        let observer = ServerObserver(root: root, homes: homes, settings: settings, server: server)
        let observation = try await observer.observe(for: snapshot.accounts)
        return Planned(
            plan: try SyncPlanner(settings: settings).plan(for: snapshot, seeing: observation),
            snapshot: snapshot,
            homes: homes,
            origin: origin(on: try RootMark(describing: homes).shown)
        )
    }

    /// A plan that does nothing, made without opening the homes root.
    private func held(because objection: String, _ context: CommandContext) async throws -> Planned {
        let snapshot = try await configuration.accounts(logger: context.logger)
        let planner = SyncPlanner(settings: settings)
        return Planned(
            plan: planner.held(because: objection, snapshot, root: root.path.string),
            snapshot: snapshot,
            homes: nil,
            origin: origin(on: "no file system of this machine")
        )
    }

    private func origin(on fileSystem: String) -> PlanOrigin {
        PlanOrigin(madeAt: time(nil), host: RunningHost.name() ?? "", fileSystem: fileSystem)
    }
}
