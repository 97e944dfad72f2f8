import Accounts
import MountMaps
import SourceText

/// Checks a plan against the settings before it is carried out.
///
/// A plan may come from a file that somebody has edited. So a sync that runs as root accepts only what the settings of
/// this machine allow: no other directory, no other file or text, and no name or number that the rules refuse.
struct PlanReview {
    /// What a step changes; two steps of a plan must not change the same thing.
    private enum Subject: Hashable {
        case home(String)
        case file(ManagedFile)
        case server

        init(_ step: SyncStep) {
            self =
                switch step {
                case .makeHome(let home): .home(home.name)
                case .writeFile(let change): .file(change.file)
                case .reloadExports: .server
                }
        }
    }

    let settings: SiteSettings
    /// The directory used as `/`.
    let root: String

    func check(_ plan: SyncPlan) throws(SyncError) {
        guard plan.root == root else {
            throw mismatch(
                "was made for the files below \(printable(plan.root)), not for those below \(printable(root))"
            )
        }
        guard plan.homesRoot == settings.homes.root else {
            throw mismatch(
                "makes homes in \(printable(plan.homesRoot)), but the configuration has \(settings.homes.root)"
            )
        }
        for name in plan.listedHomes {
            if let objection = NameRule.objection(to: name) {
                throw mismatch("lists a home whose name \(objection)")
            }
        }
        let generator = FileGenerator(settings: settings, homes: plan.listedHomes)
        for step in plan.steps {
            switch step {
            case .makeHome(let home): try check(home)
            case .writeFile(let change): try check(change, generator)
            case .reloadExports: break
            }
        }
        guard Set(plan.steps.map(Subject.init)).count == plan.steps.count,
            Set(plan.listedHomes).count == plan.listedHomes.count
        else { throw mismatch("contains a step or a home twice") }
    }

    private func check(_ home: NewHome) throws(SyncError) {
        if let objection = NameRule.objection(to: home.name) {
            throw mismatch("makes a home whose name \(objection)")
        }
        let isAllowed =
            settings.homes.uidNumbers.contains(home.uidNumber) && !NumberRule.isReserved(home.uidNumber)
        guard isAllowed, !NumberRule.isReserved(home.gidNumber) else {
            throw mismatch(
                "gives \(home.name) to \(home.uidNumber):\(home.gidNumber), which the rules refuse"
            )
        }
    }

    private func check(_ change: FileChange, _ generator: FileGenerator) throws(SyncError) {
        let path = change.file.path(in: settings)
        guard change.path == path else {
            throw mismatch("writes \(printable(change.path)), but the configuration has \(path)")
        }
        let before = SourceFile(name: path, bytes: change.before ?? [])
        guard try generator.plannedText(of: change.file, over: before) == change.after else {
            throw mismatch("would write a different text to \(path)")
        }
    }

    private func mismatch(_ difference: String) -> SyncError {
        SyncError(.badPlan, "the plan does not match the configuration: it \(difference); make a new plan")
    }
}
