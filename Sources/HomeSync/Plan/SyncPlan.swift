public import Accounts

/// What a sync would change, as a value: a person can read it, a program can compare it, a digest names it.
///
/// Applying does just these steps, in this order. What is refused, disputed or in the way is part of the plan, so
/// that nothing is left out silently.
public struct SyncPlan: Sendable, Hashable {
    /// The directory that stands for `/`: a plan for a golden image is not one for the machine.
    public let root: String
    /// The directory that holds the homes.
    public let homesRoot: String
    /// What to do, in the order in which it is done.
    public let steps: [SyncStep]
    /// The homes that have lines of their own in exports or maps, by name; none where the layout lists no homes.
    public let listedHomes: [String]
    /// Whether a running server is asked in the end if it really offers the homes.
    ///
    /// This is no step: it changes nothing, and a sync with nothing to do asks too.
    public let verifiesExports: Bool
    /// How many accounts have their home already.
    public let present: Int
    /// The entries that break a rule.
    public let refused: [RefusedEntry]
    /// What several entries claim.
    public let conflicts: [AccountConflict]
    /// What on the disk stands in the way.
    public let obstacles: [Obstacle]

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
        obstacles: [Obstacle]
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
    }

    /// Whether there is nothing to do.
    public var isEmpty: Bool { steps.isEmpty }

    /// Whether everybody in the directory is served once the plan is applied.
    public var servesAll: Bool {
        refused.isEmpty && conflicts.isEmpty && obstacles.isEmpty
    }
}

// MARK: - Steps of one kind

extension SyncPlan {
    /// The homes to make.
    public var homes: [NewHome] { steps.compactMap(\.newHome) }

    /// The files to change.
    public var files: [FileChange] { steps.compactMap(\.fileChange) }

    /// Whether the running server has to read its table of exports again.
    public var reloadsExports: Bool { steps.contains { $0.exportsReload != nil } }
}
