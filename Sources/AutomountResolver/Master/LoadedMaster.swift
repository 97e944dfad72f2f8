import HostFiles
import MountMaps

/// The master map of a client, or the reason why there is none.
struct LoadedMaster {
    let points: MountPointIndex
    /// The wildcards of its mount points that are compiled so far.
    var wildcards: WildcardTemplates
    /// The questions that must be answered before all of it can be read.
    let openQuestions: [MapQuestion]
    /// Why there is no master map.
    let failure: ResolutionFailure?

    /// Reads the master map that the facts or the configuration name.
    init(in context: ResolverContext) {
        let library = context.library
        library.answers.forgetOpen()
        var reader = MasterTableReader(locator: context.locator)
        let isRead =
            context.facts.masterMap.map { reader.read($0) } ?? reader.readMasterMap(by: context.configuration)
        library.forgetDirectKeys()
        points = MountPointIndex(reader.table)
        wildcards = WildcardTemplates(points)
        openQuestions = library.answers.open
        failure =
            context.configurationFailure ?? reader.unanswered
            ?? (isRead ? nil : reader.problem ?? Self.missing(in: context, reader.missing))
        library.answers.forgetOpen()
    }

    private static func missing(
        in context: ResolverContext,
        _ inLDAP: ResolutionFailure?
    ) -> ResolutionFailure {
        if let inLDAP {
            return ResolutionFailure(
                .noMasterMap,
                inLDAP.message,
                help: inLDAP.help + ", or name another master map by master_map_name there"
            )
        }
        let name = context.facts.masterMap ?? context.configuration.masterMapName
        let map = MapSourceName(name: Array(name.utf8))
        return ResolutionFailure(
            .noMasterMap,
            "the master map \(shown(map.name)) cannot be read: \(context.locator.reasonAgainst(map))"
        )
    }
}
