/// The result of resolving a name below every mount point of the master map.
public struct KeyAnswer: Sendable, Hashable, Encodable {
    /// The name.
    public let key: String
    /// The resolutions below each mount point that has the name or fails.
    public let resolutions: [Resolution]
    /// The mount points that do not have it.
    public let absent: [String]

    /// Whether the name leads to a mount somewhere, and nowhere fails because of an entry.
    ///
    /// A map that cannot be read, or whose program has no answer, does not have the name.
    public var isServed: Bool {
        let failures = resolutions.compactMap(\.failure).filter {
            $0.isUnknown || ![.noMap, .programFailed].contains($0.code)
        }
        return failures.isEmpty && resolutions.contains { $0.failure == nil && !$0.mounts.isEmpty }
    }

    /// Whether something that may have the name could not be looked at.
    public var isUnknown: Bool {
        resolutions.contains { $0.failure?.isUnknown == true }
    }
}

extension AnsweredResolver {
    /// Resolves a name below every mount point, with a trace if requested.
    public mutating func resolve(key: String, explained: Bool) async -> KeyAnswer {
        var resolutions: [Resolution] = []
        var absent: [String] = []
        for mountPoint in await indirectMountPoints() {
            let path = mountPoint + "/" + key
            let resolution = explained ? await explain(path) : await resolve(path)
            if resolution.failure?.code == .noSuchKey, resolution.mounts.isEmpty {
                absent.append(mountPoint)
            } else {
                resolutions.append(resolution)
            }
        }
        let answer = KeyAnswer(key: key, resolutions: resolutions, absent: absent)
        // A part of the master map that was not read may have a mount point for the name.
        guard !answer.isServed, let unread = await unreadMasterPart() else { return answer }
        resolutions.append(Resolution(path: "/" + key, mounts: [], failure: unread))
        return KeyAnswer(key: key, resolutions: resolutions, absent: absent)
    }
}
