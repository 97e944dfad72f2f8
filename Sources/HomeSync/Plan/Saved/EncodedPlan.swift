import Accounts

/// The JSON form of a plan.
struct EncodedPlan: Codable {
    /// The version of this format; a plan of another version is not applied.
    static let currentVersion = 4

    let version: Int
    let root: String
    let homesRoot: String
    let steps: [EncodedStep]
    let listedHomes: [String]
    let verifiesExports: Bool
    let present: Int
    let refused: [RefusedEntry]
    let conflicts: [AccountConflict]
    let obstacles: [Obstacle]
    let unclaimedHomes: [String]
    let notices: [Notice]

    init(_ plan: SyncPlan) {
        version = Self.currentVersion
        root = plan.root
        homesRoot = plan.homesRoot
        steps = plan.steps.map { EncodedStep($0) }
        listedHomes = plan.listedHomes
        verifiesExports = plan.verifiesExports
        present = plan.present
        refused = plan.refused
        conflicts = plan.conflicts
        obstacles = plan.obstacles
        unclaimedHomes = plan.unclaimedHomes
        notices = plan.notices
    }

    func plan() throws(DecodingError) -> SyncPlan {
        var steps: [SyncStep] = []
        for step in self.steps { steps.append(try step.step()) }
        return SyncPlan(
            root: root,
            homesRoot: homesRoot,
            steps: steps,
            listedHomes: listedHomes,
            verifiesExports: verifiesExports,
            present: present,
            refused: refused,
            conflicts: conflicts,
            obstacles: obstacles,
            unclaimedHomes: unclaimedHomes,
            notices: notices
        )
    }
}
