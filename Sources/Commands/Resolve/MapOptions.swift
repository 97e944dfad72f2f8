import ArgumentParser
import AutomountResolver
import SourceText

/// The options that resolve in a single map, without a master map.
struct MapOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Resolve in this map only, without a master map: a path, or a name as in a master map.",
            valueName: "map"
        )
    )
    var map: String?

    @Option(
        help: ArgumentHelp(
            "With --map: the mount point of the map; /- for a direct map.",
            discussion: """
                Without it, a path is looked up as a key of a direct map. For a name, the mount point is derived from \
                the name of the map: /home for auto.home.
                """,
            valueName: "dir"
        )
    )
    var mountPoint: String?

    func validate() throws {
        guard mountPoint == nil || map != nil else { throw ValidationError("--mount-point needs --map") }
        for (name, value) in [("--map", map), ("--mount-point", mountPoint)] {
            guard let value else { continue }
            // Both are written into a line of a master map, which cannot contain these characters.
            let isPlain = value.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\\" && $0 != "\"" }
            guard isPlain, !value.isEmpty else {
                throw ValidationError(
                    "\(name) takes a name without blanks, quotes or backslashes, not \"\(printable(value))\""
                )
            }
        }
        guard mountPoint?.hasPrefix("/") ?? true else {
            let shown = printable(mountPoint ?? "")
            throw ValidationError("--mount-point takes an absolute path, not \"\(shown)\"")
        }
    }

    /// A source whose master map names only this map, and facts that name that master map.
    func restricting(
        _ source: any MapSource,
        _ facts: ResolverFacts,
        toPath isPath: Bool
    ) -> (source: any MapSource, facts: ResolverFacts) {
        guard let map else { return (source, facts) }
        var facts = facts
        facts.masterMap = SingleMapSource.masterMap
        let mountPoint = self.mountPoint ?? (isPath ? "/-" : SingleMapSource.usualMountPoint(of: map))
        return (SingleMapSource(map, at: mountPoint, over: source), facts)
    }
}
