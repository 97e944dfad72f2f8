internal import AutomountResolver

/// What becomes of every key of every map, and of the homes of all accounts.
struct ResolveSurvey: Encodable {
    /// How many paths were resolved, and how many of them automount would serve.
    struct Count: Encodable {
        var total = 0
        var fine = 0
    }

    /// A map that was looked through.
    struct Map: Encodable {
        let mountPoint: String
        let map: String
        let isFound: Bool
        let keys: Int
        let hasWildcard: Bool
        let isPartial: Bool

        init(_ map: ListedMap) {
            mountPoint = map.mountPoint
            self.map = map.map
            isFound = map.isFound
            keys = map.paths.count
            hasWildcard = map.hasWildcard
            isPartial = map.isPartial
        }
    }

    private(set) var maps: [Map] = []
    private(set) var keys = Count()
    /// Nil where nobody says who has an account.
    private(set) var accounts: Count?
    private(set) var refusedAccounts = 0
    private(set) var ranking = FailureRanking()

    /// Resolves all keys, and the homes of accounts where they are known.
    static func of(_ homes: AccountHomes?, in session: inout ResolveSession) async -> ResolveSurvey {
        var survey = ResolveSurvey()
        for map in await session.listedMaps() {
            survey.maps.append(Map(map))
            if !map.isFound { await survey.noteMissing(map, in: &session) }
            for path in map.paths {
                survey.keys.total += 1
                if survey.isServed(await session.resolve(path), isAccount: false) { survey.keys.fine += 1 }
            }
        }
        guard let homes else { return survey }
        survey.refusedAccounts = homes.refusedCount
        var accounts = Count()
        for path in homes.paths {
            accounts.total += 1
            if survey.isServed(await session.resolve(path), isAccount: true) { accounts.fine += 1 }
        }
        survey.accounts = accounts
        return survey
    }

    /// Whether everything that is looked up is served.
    var isFine: Bool { ranking.count == 0 && refusedAccounts == 0 }

    private mutating func isServed(_ resolution: Resolution, isAccount: Bool) -> Bool {
        // A key whose entry is a map of its own is a directory that automount keeps.
        guard let failure = resolution.failure, failure.code != .noKey || isAccount else { return true }
        ranking.add(failure, of: resolution.path, isAccount: isAccount)
        return false
    }

    /// A map that cannot be read fails for every name; it is counted once.
    private mutating func noteMissing(_ map: ListedMap, in session: inout ResolveSession) async {
        guard map.mountPoint != "/-" else { return }
        guard let failure = await session.resolve(map.mountPoint).failure else { return }
        ranking.add(failure, of: map.mountPoint, isWholeMap: true)
    }

    private enum Key: String, CodingKey {
        case maps
        case keys
        case accounts
        case refusedAccounts
        case failures
        case otherFailures
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(maps, forKey: .maps)
        try container.encode(keys, forKey: .keys)
        try container.encodeIfPresent(accounts, forKey: .accounts)
        if accounts != nil { try container.encode(refusedAccounts, forKey: .refusedAccounts) }
        try container.encode(ranking.ranked, forKey: .failures)
        try container.encode(ranking.others, forKey: .otherFailures)
    }
}
