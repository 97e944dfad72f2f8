import HostFacts
import HostFiles
import MountMaps
import SourceText

/// Shows the effective exports, or those that a client gets, to a person.
struct ExportsRenderer {
    let style: TerminalStyle

    func text(of survey: ExportsSurvey) -> String {
        guard let visits = survey.visits else { return table(of: survey) }
        return visits.map { text(of: $0, survey) }.joined(separator: "\n")
    }

    private func table(of survey: ExportsSurvey) -> String {
        let rows = survey.table.exports.map { export in
            [
                printable(export.path), client(export), options(export, survey),
                place(export.place, survey),
            ]
        }
        guard !rows.isEmpty else { return "nothing is exported\n" }
        let widths = (0..<3).map { column in
            // One very long path must not push the other columns off the screen.
            min(rows.reduce(0) { max($0, $1[column].count) }, 48)
        }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - cell.count))
            }
            return cells.joined(separator: "  ") + "  " + style.paint(row[3], as: .faint) + "\n"
        }.joined()
    }

    private func text(of visit: ExportsSurvey.Visit, _ survey: ExportsSurvey) -> String {
        let names = visit.visitor.names
        let known = names.name.map { [$0] + names.aliases } ?? []
        let shown = known.isEmpty ? "no reverse name" : known.map { printable($0) }.joined(separator: ", ")
        let head = "\(style.paint(visit.visitor.address.description, as: .strong)) (\(shown))\n"
        return head + visit.answers.map { text(of: $0, visit, survey) }.joined() + nfs4(visit)
    }

    private func text(
        of answer: PathAnswer,
        _ visit: ExportsSurvey.Visit,
        _ survey: ExportsSurvey
    ) -> String {
        let path = style.paint(printable(answer.path), as: .strong)
        var text = "  \(path)  "
        if let winner = answer.winner {
            text += "\(client(winner.export))  \(options(winner.export, survey))"
            text += "  \(style.paint(place(winner.origin, survey), as: .faint))\n"
        } else {
            text += style.paint(answer.isUnknown ? "unknown" : "nothing", as: .severity(.warning)) + "\n"
        }
        text += "      because \(answer.why(for: visit.visitor))\n"
        for loser in answer.losers {
            let path = loser.entry.export.path == answer.path ? "" : "\(printable(loser.entry.export.path)) "
            let from = style.paint("(\(place(loser.entry.origin, survey)))", as: .faint)
            text += "      not \(path)\(client(loser.entry.export)) \(from): \(loser.reason.sentence)\n"
        }
        if answer.unlistedLosers > 0 { text += "      and not \(answer.unlistedLosers) more entries\n" }
        return text
    }

    private func nfs4(_ visit: ExportsSurvey.Visit) -> String {
        let served = visit.answers.filter { $0.winner != nil }
        guard !served.isEmpty else { return "" }
        switch visit.nfs4Root {
        case .pseudo: return "  NFSv4 uses the same paths\n"
        case .directory(let root):
            let paths = served.map { answer in
                let path = visit.nfs4Root.path(of: answer.path).map { "as \(printable($0))" }
                return "      \(printable(answer.path)) \(path ?? "cannot be reached")\n"
            }
            return "  NFSv4: \(printable(root)) is the root (fsid=0)\n" + paths.joined()
        case .none(let roots):
            let root = printable(roots.first ?? [])
            return "  NFSv4 cannot reach any of these: its root (fsid=0) is \(root), "
                + "which is not exported to this host\n"
        }
    }

    private func client(_ export: ExportsTable.Export) -> String {
        export.client.isEmpty ? "(everyone)" : printable(export.client)
    }

    private func place(_ place: ExportsTable.Place, _ survey: ExportsSurvey) -> String {
        let position = survey.position(of: place)
        return "\(printable(position.file)):\(position.line)"
    }

    /// The options without the defaults; those that may differ between flavors only follow each `sec=`.
    private func options(_ export: ExportsTable.Export, _ survey: ExportsSurvey) -> String {
        let words = export.options.etabOptions(perFlavor: survey.perFlavor).map { printable($0) }
        let flavors = words.firstIndex { $0.hasPrefix("sec=") } ?? words.count
        let repeated = Self.perFlavor.filter { survey.perFlavor.contains($0.flag) }.flatMap(\.words)
        let entry = words[..<flavors].filter { !Self.defaults.contains($0) && !repeated.contains($0) }
        let grants = words[flavors...].filter { !Self.defaults.contains($0) }
        return (entry + grants).joined(separator: ",")
    }

    private static let defaults: Set<String> = [
        "wdelay", "hide", "nocrossmnt", "secure", "no_all_squash", "no_subtree_check", "secure_locks", "acl",
        "no_pnfs", "anonuid=65534", "anongid=65534",
    ]
    /// The words of flags that etab writes after each `sec=`, if the kernel keeps the flag for each flavor.
    private static let perFlavor: [(flag: ExportFlags, words: [String])] = [
        (.readOnly, ["ro", "rw"]), (.insecurePort, ["insecure"]),
        (.rootSquash, ["root_squash", "no_root_squash"]), (.allSquash, ["all_squash"]),
    ]
}
