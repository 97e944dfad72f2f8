internal import AutomountResolver
internal import SourceText

/// What a name comes to below every mount point of the master map.
struct KeyAnswer: Encodable {
    /// The name.
    let key: String
    /// What automount would mount for it, below each mount point that has it or fails to say.
    let resolutions: [Resolution]
    /// The mount points that do not have it.
    let absent: [String]

    /// Resolves a name below every mount point, with each step where that is asked for.
    static func of(_ key: String, explained: Bool, in session: inout ResolveSession) async -> KeyAnswer {
        var resolutions: [Resolution] = []
        var absent: [String] = []
        for mountPoint in await session.indirectMountPoints() {
            let path = mountPoint + "/" + key
            let resolution = explained ? await session.explain(path) : await session.resolve(path)
            if resolution.failure?.code == .noSuchKey, resolution.mounts.isEmpty {
                absent.append(mountPoint)
            } else {
                resolutions.append(resolution)
            }
        }
        return KeyAnswer(key: key, resolutions: resolutions, absent: absent)
    }

    /// Whether the name leads to a mount somewhere, and fails nowhere for what stands in a map.
    ///
    /// A map that cannot be read, or whose program has nothing to say, does not have the name.
    var isServed: Bool {
        let failures = resolutions.compactMap(\.failure).filter { ![.noMap, .programFailed].contains($0.code) }
        return failures.isEmpty && resolutions.contains { $0.failure == nil && !$0.mounts.isEmpty }
    }

    /// The answer for people.
    func text(explained: Bool, style: TerminalStyle) -> String {
        let renderer = ResolutionRenderer(style: style)
        var text = resolutions.map { renderer.text(of: $0, explained: explained) }.joined()
        if resolutions.isEmpty {
            let places = absent.isEmpty ? "there is no indirect map" : absent.map { printable($0) }.joined(separator: ", ")
            text += "\(printable(key)): \(style.paint("no-such-key", as: .severity(.error))): no map has it (\(places))\n"
        } else if !absent.isEmpty {
            text += style.paint("not below \(absent.map { printable($0) }.joined(separator: ", "))", as: .faint) + "\n"
        }
        return text
    }
}
