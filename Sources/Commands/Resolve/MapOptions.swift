import ArgumentParser
import AutomountResolver
import SourceText

/// The options that take one map alone, without a master map.
struct MapOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Resolve in this map alone, without a master map: a path, or a name as a master map has it.",
            valueName: "map"
        )
    )
    var map: String?

    @Option(
        help: ArgumentHelp(
            "With --map: where it would be mounted; /- for a direct map.",
            discussion: """
                Without it a path is looked up as a key of a direct map; for a name the mount point is that of the \
                map's own name: /home for auto.home.
                """,
            valueName: "dir"
        )
    )
    var mountPoint: String?

    func validate() throws {
        guard mountPoint == nil || map != nil else { throw ValidationError("--mount-point goes with --map") }
        for (name, value) in [("--map", map), ("--mount-point", mountPoint)] {
            guard let value else { continue }
            // The two make one line of a master map, which has no way to write these.
            let isPlain = value.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\\" && $0 != "\"" }
            guard isPlain, !value.isEmpty else {
                throw ValidationError(
                    "\(name) takes a name without blanks, quotes and backslashes, not \"\(printable(value))\""
                )
            }
        }
        guard mountPoint?.hasPrefix("/") ?? true else {
            let shown = printable(mountPoint ?? "")
            throw ValidationError("--mount-point takes an absolute path, not \"\(shown)\"")
        }
    }

    /// The source with a master map that has this map alone, and facts that name that master map.
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
