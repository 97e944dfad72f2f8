import AutomountResolver
import SourceText

/// Shows which keys and accounts fail, starting with the causes that affect most of them.
struct ResolveSurveyRenderer {
    let style: TerminalStyle

    func text(of survey: ResolveSurvey, refusedAccounts: Int) -> String {
        survey.ranking.ranked.map(text).joined() + others(survey) + survey.maps.map(text).joined()
            + unreadPart(survey) + summary(survey, refusedAccounts)
    }

    private func unreadPart(_ survey: ResolveSurvey) -> String {
        survey.unreadMasterPart.map { "\(printable($0)); lines of it are not known here\n" } ?? ""
    }

    private func text(_ group: FailureRanking.Group) -> String {
        let code = style.paint(group.code, as: .severity(.error))
        let place = group.file.map { "\(printable($0))\(group.line.map { ":\($0)" } ?? ""): " } ?? ""
        let more = group.count > group.examples.count ? ", …" : ""
        let examples = group.examples.map { printable($0) }.joined(separator: ", ") + more
        let accounts = group.accounts > 0 ? " (\(group.accounts) of accounts)" : ""
        let paths = group.count == 1 ? "1 path" : "\(group.count) paths"
        return """
            \(place)\(code): \(printable(group.message))
                \(style.paint("\(paths)\(accounts): \(examples)", as: .faint))
                help: \(printable(group.help))

            """
    }

    private func others(_ survey: ResolveSurvey) -> String {
        survey.ranking.others == 0 ? "" : "\(survey.ranking.others) more paths fail for other reasons\n"
    }

    private func text(_ map: ResolveSurvey.Map) -> String {
        var notes: [String] = []
        if !map.isFound { notes.append("cannot be read") }
        if map.hasSharedWildcard {
            notes.append("a wildcard gives every other name the same directory, since its entry has no &")
        } else if map.hasWildcard {
            notes.append("a wildcard serves every other name")
        }
        if map.isPartial { notes.append("has parts that cannot be listed") }
        let note = notes.isEmpty ? "" : "; " + notes.joined(separator: "; ")
        let keys = map.keys == 1 ? "1 key" : "\(map.keys) keys"
        return "\(printable(map.mountPoint)) (\(printable(map.map))): \(keys)\(note)\n"
    }

    private func summary(_ survey: ResolveSurvey, _ refusedAccounts: Int) -> String {
        var text = "\(survey.keys.fine) of \(survey.keys.total) keys are served"
        if let accounts = survey.accounts {
            text += ", \(accounts.fine) of \(accounts.total) homes of accounts"
            if refusedAccounts > 0 { text += "; \(refusedAccounts) accounts are refused" }
        }
        return text + "\n"
    }
}
