import Accounts
import HomeSync

/// What a sync did, as data; the JSON Schema is `Schemas/json/sync.schema.json`.
struct SyncRecord: Encodable {
    let digest: String
    let homesRoot: String
    let made: [String]
    let present: Int
    let failures: [SyncOutcome.Failure]
    let written: [String]
    let reloaded: Bool
    let reloadComplaint: String?
    let verification: SyncOutcome.Verification
    let verificationProblem: String?
    let refused: [RefusedEntry]
    let conflicts: [AccountConflict]
    let obstacles: [Obstacle]
    let unclaimedHomes: [String]
    let notices: [Notice]
    let error: String?

    init(_ plan: SyncPlan, _ outcome: SyncOutcome, error: (any Error)?) throws {
        self.error = error.map { "\($0)" }
        digest = try SavedPlan(plan).digest
        homesRoot = plan.homesRoot
        made = outcome.made
        present = plan.present
        failures = outcome.failures
        written = outcome.written
        reloaded = outcome.reloaded
        reloadComplaint = outcome.reloadComplaint
        verification = outcome.verification
        verificationProblem = outcome.verificationProblem
        refused = plan.refused
        conflicts = plan.conflicts
        obstacles = plan.obstacles
        unclaimedHomes = plan.unclaimedHomes
        notices = plan.notices + outcome.notices
    }
}
