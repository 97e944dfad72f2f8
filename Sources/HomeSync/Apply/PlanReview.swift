internal import Accounts

/// Checks a plan against the settings before anything of it is done.
///
/// A plan may come from a file. Whatever that file says, root does only what the settings of this machine allow:
/// no other directory, no other file, no name or number that the rules refuse.
struct PlanReview {
    let settings: SyncSettings

    func check(_ plan: SyncPlan) throws(SyncError) {
        guard plan.homesRoot == settings.homes.root else {
            throw mismatch("makes homes in \(plan.homesRoot), the configuration in \(settings.homes.root)")
        }
        for home in plan.homes { try check(home) }
        for change in plan.files where change.path != change.file.path(in: settings) {
            throw mismatch("writes \(change.path), the configuration \(change.file.path(in: settings))")
        }
        guard Set(plan.homes.map(\.name)).count == plan.homes.count,
            Set(plan.files.map(\.file)).count == plan.files.count
        else { throw mismatch("names something twice") }
    }

    private func check(_ home: HomeCreation) throws(SyncError) {
        if let objection = NameRule.objection(to: home.name) {
            throw mismatch("makes a home whose name \(objection)")
        }
        guard settings.homes.uidNumbers.contains(home.uidNumber), home.gidNumber != 0, home.gidNumber != .max
        else {
            throw mismatch(
                "gives \(home.name) to \(home.uidNumber):\(home.gidNumber), which the rules refuse"
            )
        }
    }

    private func mismatch(_ difference: String) -> SyncError {
        SyncError(.badPlan, "the plan does not fit the configuration: it \(difference); plan again")
    }
}
