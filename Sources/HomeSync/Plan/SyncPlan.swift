public import Accounts

/// The changes that a sync would make, as a value that can be shown, compared and saved.
///
/// Applying a plan carries out exactly these steps, in this order. Refused entries, conflicts and obstacles are part of
/// the plan, so that nothing is left out silently.
public struct SyncPlan: Sendable, Hashable {
    /// The directory used as `/`: a plan for an image must not be applied to the running machine.
    public let root: String
    /// The directory that holds the homes.
    public let homesRoot: String
    /// The steps, in the order in which they are carried out.
    public let steps: [SyncStep]
    /// The names of the homes that exports or maps list one by one; empty if the layout does not list homes.
    public let listedHomes: [String]
    /// Whether to ask the running NFS server at the end if it really offers the homes.
    ///
    /// This is not a step, as it changes nothing. A sync without steps asks too.
    public let verifiesExports: Bool
    /// How many accounts already have their home.
    public let present: Int
    /// The entries that break a rule.
    public let refused: [RefusedEntry]
    /// The values that several entries claim.
    public let conflicts: [AccountConflict]
    /// The obstacles on the disk.
    public let obstacles: [Obstacle]
    /// The names of directories in the homes root that are no account's home and not known to the configuration.
    public let unclaimedHomes: [String]
    /// What is unusual, but keeps nobody from being served.
    public let notices: [Notice]

    /// Makes a plan.
    public init(
        root: String,
        homesRoot: String,
        steps: [SyncStep],
        listedHomes: [String],
        verifiesExports: Bool,
        present: Int,
        refused: [RefusedEntry],
        conflicts: [AccountConflict],
        obstacles: [Obstacle],
        unclaimedHomes: [String] = [],
        notices: [Notice] = []
    ) {
        self.root = root
        self.homesRoot = homesRoot
        self.steps = steps
        self.listedHomes = listedHomes
        self.verifiesExports = verifiesExports
        self.present = present
        self.refused = refused
        self.conflicts = conflicts
        self.obstacles = obstacles
        self.unclaimedHomes = unclaimedHomes
        self.notices = notices
    }

    /// Whether there is nothing to do.
    public var isEmpty: Bool { steps.isEmpty }

    /// Why it is not known of all homes whether they are there; nil if everything could be looked at.
    public var unseen: SyncError? {
        let unmounted = obstacles.filter { $0.kind == .notMounted }
        guard let first = unmounted.first else { return nil }
        return SyncError(
            .cannotLook,
            unmounted.count == 1
                ? first.message
                : "\(unmounted.count) homes that were mount points of their own are not mounted"
        )
    }

    /// Whether every account in LDAP is served once the plan is applied, and every home has an account.
    ///
    /// Refused entries that the configuration knows do not count.
    public var servesAll: Bool {
        refused.allSatisfy(\.isKnown) && conflicts.isEmpty && obstacles.isEmpty && unclaimedHomes.isEmpty
    }
}

// MARK: - Steps of one kind

extension SyncPlan {
    /// The homes to make.
    public var homes: [NewHome] { steps.compactMap(\.newHome) }

    /// The files to change.
    public var files: [FileChange] { steps.compactMap(\.fileChange) }

    /// Whether the running NFS server must read its exports again.
    public var reloadsExports: Bool { steps.contains { $0.exportsReload != nil } }
}
