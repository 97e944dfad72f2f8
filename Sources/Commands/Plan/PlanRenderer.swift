import Accounts
import HomeSync
import SourceText

/// Shows a plan to the administrator who decides whether to apply it.
struct PlanRenderer {
    // A long plan shows the first lines and the number of the others.
    private static let mostLines = 50
    private static let mostOfOneReason = 20
    private static let fewOfOneReason = 5

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

    /// The refused entries, conflicts, obstacles, homes without an account, and notices.
    func problems(of plan: SyncPlan) -> String {
        let mark = style.paint("refused", as: .severity(.error))
        return refusals(in: plan.refused.filter { !$0.isKnown }, mark)
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
            + unclaimed(of: plan) + notices(plan.notices)
    }

    /// The refused entries, grouped by reason: hundreds of one kind must not hide the one of another.
    private func refusals(in refused: [RefusedEntry], _ mark: String) -> String {
        let groups = Dictionary(grouping: refused, by: \.reason).sorted { $0.value.count < $1.value.count }
        return groups.map { reason, entries in
            let shown =
                entries.count > Self.mostOfOneReason ? entries.prefix(Self.fewOfOneReason) : entries[...]
            let lines = shown.map { "\(mark) \(printable($0.dn)): \(printable($0.message))\n" }.joined()
            let rest = entries.count - shown.count
            guard rest > 0 else { return lines }
            return lines + "  … and \(rest) more (\(reason.rawValue)); --format json lists all\n"
        }.joined()
    }

    /// The directories that belong to no account.
    private func unclaimed(of plan: SyncPlan) -> String {
        guard !plan.unclaimedHomes.isEmpty else { return "" }
        let mark = style.paint("no account", as: .severity(.error))
        let names = list(plan.unclaimedHomes) { "\(mark) \(printable("\(plan.homesRoot)/\($0)"))\n" }
        return names
            + "  name them in [homes.known] of the configuration, with the reason, if that is right\n"
    }

    /// What is unusual, but keeps nobody from being served.
    func notices(_ notices: [Notice]) -> String {
        let mark = style.paint("note", as: .severity(.note))
        return notices.map { "\(mark) \(printable($0.message))\n" }.joined()
    }

    private func summary(of saved: SavedPlan) -> String {
        let plan = saved.plan
        let known = plan.refused.count(where: \.isKnown)
        let refused = plan.refused.count - known + plan.obstacles.count + plan.conflicts.count
        let counts =
            "\(plan.homes.count) to make, \(plan.present) there already; \(plan.files.count) files to change"
        let state = plan.isEmpty ? "nothing to do" : "plan \(saved.digest)"
        let unclaimed = plan.unclaimedHomes.isEmpty ? "" : "; \(plan.unclaimedHomes.count) without an account"
        let ignored = known > 0 ? " (and \(known) known)" : ""
        return "homes: \(counts); \(refused) refused\(ignored)\(unclaimed)\n\(state)\n"
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
