import Accounts
import MountMaps
import SourceText

/// Checks a plan against the settings before anything of it is done.
///
/// A plan may come from a file. Whatever that file says, root does only what the settings of this machine allow:
/// no other directory, no other file or text, no name or number that the rules refuse.
struct PlanReview {
    /// What a step changes; no two steps of a plan change the same.
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
    /// The directory that stands for `/`.
    let root: String

    func check(_ plan: SyncPlan) throws(SyncError) {
        guard plan.root == root else {
            throw mismatch(
                "was made for the files below \(printable(plan.root)), not for those below \(printable(root))"
            )
        }
        guard plan.homesRoot == settings.homes.root else {
            throw mismatch(
                "makes homes in \(printable(plan.homesRoot)), the configuration in \(settings.homes.root)"
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
        else { throw mismatch("names something twice") }
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
            throw mismatch("writes \(printable(change.path)), the configuration \(path)")
        }
        let before = SourceFile(name: path, bytes: change.before ?? [])
        guard try generator.plannedText(of: change.file, over: before) == change.after else {
            throw mismatch("writes other text into \(path)")
        }
    }

    private func mismatch(_ difference: String) -> SyncError {
        SyncError(.badPlan, "the plan does not fit the configuration: it \(difference); plan again")
    }
}
