internal import Configuration
internal import SourceText

/// What this site makes of findings; the one place where they are silenced.
struct CheckPolicy {
    let settings: CheckSettings

    /// The report of a file as the site wants it.
    func report(of judgement: FileJudgement) -> Report {
        settings.policy.applied(
            to: judgement.report,
            comments: judgement.comments,
            known: RuleCatalogue.all,
            examined: judgement.examined
        )
    }
}
