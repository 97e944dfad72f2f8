internal import SiteCheck
internal import SourceText

/// What was found across files, to be joined with what was found in each.
struct SiteJudgement {
    private let reports: [Report]
    private let examined: Set<String>

    /// Judges a site; without one, nothing is found.
    init(_ site: Site?) {
        reports = site?.reports() ?? []
        examined = site?.examined ?? []
    }

    /// The judgements of files by themselves with what was found across files, then those of other files.
    func joined(with judgements: [FileJudgement]) -> [FileJudgement] {
        let found = Dictionary(uniqueKeysWithValues: reports.map { ($0.file.name, $0.diagnostics) })
        let joined = judgements.map { judgement in
            var judgement = judgement
            judgement.add(found[judgement.report.file.name] ?? [], examined: examined)
            return judgement
        }
        let known = Set(judgements.map(\.report.file.name))
        let others = reports.filter { !known.contains($0.file.name) }
        return joined
            + others.map { FileJudgement(report: $0, comments: $0.file.commentLines, examined: examined) }
    }
}
