import AutomountResolver

/// Whether all keys and accounts resolve, as data.
struct ResolveSurveyRecord: Encodable {
    let maps: [ResolveSurvey.Map]
    let keys: ResolveSurvey.Count
    let accounts: ResolveSurvey.Count?
    let refusedAccounts: Int?
    let failures: [FailureRanking.Group]
    let otherFailures: Int
    let unreadMasterPart: String?

    init(_ survey: ResolveSurvey, refusedAccounts: Int) {
        maps = survey.maps
        keys = survey.keys
        accounts = survey.accounts
        self.refusedAccounts = survey.accounts == nil ? nil : refusedAccounts
        failures = survey.ranking.ranked
        otherFailures = survey.ranking.others
        unreadMasterPart = survey.unreadMasterPart
    }
}
