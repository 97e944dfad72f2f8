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

    /// Reads the accounts and the state of this server, and makes a plan.
    ///
    /// - Parameters:
    ///   - context: The settings of the command.
    ///   - ldif: The LDIF file with the accounts; nil to read them from LDAP.
    /// - Returns: The plan with what it was made from.
    /// - Throws: Why the accounts or the state of this server cannot be read, or why no plan can be made.
    func plan(_ context: CommandContext, from ldif: ArgumentPath? = nil) async throws -> Planned {
        if let objection = try await blocking({ [settings, root] in
            try HomesRoot.mountObjection(to: settings.homes, in: root)
        }) {
            return try await held(because: objection, context, ldif)
        }
        // First the root: without it nothing can be made, and LDAP need not be asked.
        let homes = try await HomesRoot.open(settings.homes, in: root)
        let snapshot = try await accounts(context, ldif)
        let observer = ServerObserver(root: root, homes: homes, settings: settings, server: server)
        let observation = try await observer.observe(for: snapshot.accounts)
        return Planned(
            plan: try SyncPlanner(settings: settings).plan(for: snapshot, seeing: observation),
            snapshot: snapshot,
            homes: homes,
            origin: origin(on: try RootMark(describing: homes).shown, ldif)
        )
    }

    private func accounts(_ context: CommandContext, _ ldif: ArgumentPath?) async throws -> AccountSnapshot {
        guard let ldif else { return try await configuration.accounts(logger: context.logger) }
        return try await configuration.accounts(in: ldif)
    }

    /// A plan that does nothing, made without opening the homes root.
    private func held(
        because objection: String,
        _ context: CommandContext,
        _ ldif: ArgumentPath?
    ) async throws -> Planned {
        let snapshot = try await accounts(context, ldif)
        let planner = SyncPlanner(settings: settings)
        return Planned(
            plan: planner.held(because: objection, snapshot, root: root.path.string),
            snapshot: snapshot,
            homes: nil,
            origin: origin(on: "no file system of this machine", ldif)
        )
    }

    private func origin(on fileSystem: String, _ ldif: ArgumentPath?) -> PlanOrigin {
        PlanOrigin(
            madeAt: time(nil),
            host: RunningHost.name() ?? "",
            fileSystem: fileSystem,
            ldif: ldif?.absolute.string
        )
    }
}
