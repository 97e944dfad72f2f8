import Accounts
import HomeSync
import SourceText

/// Shows a plan to the administrator who decides whether to apply it.
struct PlanRenderer {
    // A long plan shows the first lines and the number of the others.
    private static let mostLines = 50

    let style: TerminalStyle

    func text(of saved: SavedPlan) -> String {
        let plan = saved.plan
        var text = problems(of: plan)
        text += list(plan.homes) { home in
            style.paint("+ \(printable("\(plan.homesRoot)/\(home.name)"))", as: .added)
                + "  \(home.uidNumber):\(home.gidNumber)  \(printable(home.dn))\n"
        }
        for change in plan.files { text += style.paint(diff: change.diff) }
        if plan.reloadsExports { text += "! exportfs -ra\n" }
        if !text.isEmpty { text += "\n" }
        return text + summary(of: saved)
    }

    /// The refused entries, conflicts and obstacles.
    func problems(of plan: SyncPlan) -> String {
        let mark = style.paint("refused", as: .severity(.error))
        return list(plan.refused) { "\(mark) \(printable($0.dn)): \(printable($0.message))\n" }
            + list(plan.conflicts) { conflict in
                let dns = conflict.dns.map { printable($0) }.joined(separator: " and ")
                let value = printable(conflict.value)
                return
                    "\(mark) \(dns): both claim \(Self.phrase(conflict.kind)) \(value); neither is touched\n"
            }
            + list(plan.obstacles) { obstacle in
                let dn = obstacle.dn.map { " for \(printable($0))" } ?? ""
                return "\(mark) \(printable(obstacle.path))\(dn): \(printable(obstacle.message))\n"
            }
    }

    private func summary(of saved: SavedPlan) -> String {
        let plan = saved.plan
        let refused = plan.refused.count + plan.obstacles.count + plan.conflicts.count
        let counts =
            "\(plan.homes.count) to make, \(plan.present) there already; \(plan.files.count) files to change"
        let state = plan.isEmpty ? "nothing to do" : "plan \(saved.digest)"
        return "homes: \(counts); \(refused) refused\n\(state)\n"
    }

    private func list<Item>(_ items: [Item], _ line: (Item) -> String) -> String {
        let shown = items.prefix(Self.mostLines).map(line).joined()
        let rest = items.count - min(items.count, Self.mostLines)
        return shown + (rest > 0 ? "  … and \(rest) more; --format json lists all\n" : "")
    }

    private static func phrase(_ kind: AccountConflict.Kind) -> String {
        switch kind {
        case .uidNumber: "the uid number"
        case .name: "the name"
        case .home: "the home"
        }
    }
}
