import MountMaps

/// The results for every key of every map, and for the homes of all accounts.
public struct ResolveSurvey: Sendable {
    /// The number of paths that were resolved, and of those that automount would serve.
    public struct Count: Sendable, Hashable, Encodable {
        /// The number of paths that were resolved.
        public internal(set) var total = 0
        /// The number of these that automount would serve.
        public internal(set) var fine = 0
    }

    /// A map of the survey; ``ListedMap`` explains its properties.
    public struct Map: Sendable, Hashable, Encodable {
        /// The mount point; `/-` for a direct map.
        public let mountPoint: String
        /// The name of the map as the master map has it, without its type.
        public let map: String
        /// Whether the map, with its includes, can be read at all.
        public let isFound: Bool
        /// The number of keys that it lists.
        public let keys: Int
        /// Whether it has a wildcard, which matches every other name.
        public let hasWildcard: Bool
        /// Whether it may have keys that cannot be listed.
        public let isPartial: Bool
        /// Whether the wildcard gives every name the same location: neither `&` nor a variable is in its entry.
        public let hasSharedWildcard: Bool

        init(_ map: ListedMap) {
            mountPoint = map.mountPoint
            self.map = map.map
            isFound = map.isFound
            keys = map.paths.count
            hasWildcard = map.hasWildcard
            isPartial = map.isPartial
            hasSharedWildcard = map.wildcard.map { !SubstitutedText($0.value[...]).dependsOnKey } ?? false
        }
    }

    /// The maps of the survey.
    public internal(set) var maps: [Map] = []
    /// The keys of all maps.
    public internal(set) var keys = Count()
    /// The homes of accounts; nil if the accounts are unknown.
    public internal(set) var accounts: Count?
    /// The failures, by cause.
    public internal(set) var ranking = FailureRanking()
    /// Whether something could not be looked at that decides about a key, a home, or a whole map.
    public internal(set) var isUnknown = false
    /// Why a part of the master map was not read; nil where all was.
    public internal(set) var unreadMasterPart: String?

    /// Whether everything that was looked up is served.
    public var isFine: Bool { ranking.count == 0 }
}

extension AnsweredResolver {
    /// Resolves all keys, and the homes of accounts if they are known.
    public mutating func survey(homes: [String]?) async -> ResolveSurvey {
        var survey = ResolveSurvey()
        for map in await listedMaps() {
            survey.maps.append(ResolveSurvey.Map(map))
            if let unread = map.unread {
                survey.addUnread(unread, of: map.mountPoint)
            } else if !map.isFound {
                await addMissing(map, to: &survey)
            }
            if map.unreadPart?.code == .notReadable { survey.isUnknown = true }
            await addKeys(of: map, to: &survey)
        }
        if let unread = await unreadMasterPart() {
            survey.unreadMasterPart = unread.message
            if unread.code == .notReadable { survey.isUnknown = true }
        }
        guard let homes else { return survey }
        survey.accounts = ResolveSurvey.Count()
        for path in homes { survey.addHome(await resolve(path)) }
        return survey
    }

    /// Resolves the keys of a map, and of the maps that its entries mount.
    ///
    /// A map that mounts itself, or one above it, has no end; it is looked through once on each way.
    private mutating func addKeys(of map: ListedMap, to survey: inout ResolveSurvey) async {
        var waiting = [(map: map, outer: [map.map])]
        while let (map, outer) = waiting.popLast() {
            for path in map.paths {
                let resolution = await resolve(path)
                guard resolution.failure?.code == .noKey,
                    let inner = await mapMounted(on: resolution.path)
                else {
                    survey.addKey(resolution)
                    continue
                }
                if let failure = await failure(toReach: inner) {
                    survey.addKey(failingBy: failure, resolution.path)
                    continue
                }
                survey.addKey(resolution)
                guard !outer.contains(inner.map) else { continue }
                survey.maps.append(ResolveSurvey.Map(inner))
                waiting.append((inner, outer + [inner.map]))
            }
        }
    }

    /// Why a map of a directory cannot be asked for any name; nil where it can.
    private mutating func failure(toReach map: ListedMap) async -> ResolutionFailure? {
        guard map.paths.isEmpty, !map.isPartial else { return nil }
        let name = String(decoding: TextWithGaps.placeholder, as: UTF8.self)
        let failure = await resolve("\(map.mountPoint)/\(name)").failure
        return failure?.code == .ldapFailed ? failure : nil
    }

    /// Adds a map that cannot be read; it fails for every name and counts once.
    private mutating func addMissing(_ map: ListedMap, to survey: inout ResolveSurvey) async {
        guard map.mountPoint != "/-" else { return }
        guard let failure = await resolve(map.mountPoint).failure else { return }
        survey.ranking.add(failure, of: map.mountPoint, isWholeMap: true)
    }
}

extension ResolveSurvey {
    /// A map of which nothing is known; it is counted once.
    fileprivate mutating func addUnread(_ failure: ResolutionFailure, of mountPoint: String) {
        isUnknown = true
        ranking.add(failure, of: mountPoint, isWholeMap: true)
    }

    fileprivate mutating func addKey(_ resolution: Resolution) {
        keys.total += 1
        if isServed(resolution, isAccount: false) { keys.fine += 1 }
    }

    fileprivate mutating func addKey(failingBy failure: ResolutionFailure, _ path: String) {
        keys.total += 1
        ranking.add(failure, of: path)
    }

    fileprivate mutating func addHome(_ resolution: Resolution) {
        accounts?.total += 1
        if isServed(resolution, isAccount: true) { accounts?.fine += 1 }
    }

    private mutating func isServed(_ resolution: Resolution, isAccount: Bool) -> Bool {
        // A key whose entry mounts a map is a directory that automount keeps, not a failure.
        guard let failure = resolution.failure, failure.code != .noKey || isAccount else { return true }
        if failure.isUnknown { isUnknown = true }
        ranking.add(failure, of: resolution.path, isAccount: isAccount)
        return false
    }
}
