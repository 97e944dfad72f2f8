import Accounts
import HomeSync

/// A plan as data; the JSON Schema is `Schemas/json/plan.schema.json`.
struct PlanRecord: Encodable {
    struct File: Encodable {
        let path: String
        let created: Bool
        let diff: String
    }

    let digest: String
    let ldif: String?
    let homesRoot: String
    let homes: [NewHome]
    let present: Int
    let files: [File]
    let reloadsExports: Bool
    let refused: [RefusedEntry]
    let conflicts: [AccountConflict]
    let obstacles: [Obstacle]
    let unclaimedHomes: [String]
    let notices: [Notice]

    init(_ saved: SavedPlan) {
        let plan = saved.plan
        digest = saved.digest
        ldif = saved.origin?.ldif
        homesRoot = plan.homesRoot
        homes = plan.homes
        present = plan.present
        files = plan.files.map { File(path: $0.path, created: $0.before == nil, diff: $0.diff) }
        reloadsExports = plan.reloadsExports
        refused = plan.refused
        conflicts = plan.conflicts
        obstacles = plan.obstacles
        unclaimedHomes = plan.unclaimedHomes
        notices = plan.notices
    }
}
