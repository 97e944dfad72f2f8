import HostFiles
import MountMaps

/// One walk from a path to its mounts.
///
/// - What is mounted on a direct key hides direct keys below it (cases direct-005, direct-nested-002,
///   direct-nested-003).
/// - A submount whose map cannot be read is not mounted (`modules/mount_autofs.c: mount_mount`; cases submount-030,
///   rule-submount-map-027).
struct ResolutionRun {
    let context: ResolverContext
    /// The mounts that were made, in order.
    var mounts: [Mount] = []
    /// The mounts that were tried and failed.
    var failedMounts: [Mount] = []
    /// How often each map was mounted by an entry on the way.
    var submounts: [MapSourceName: Int] = [:]

    var trace: Trace? { context.trace }

    /// The end of a walk.
    struct End {
        /// The line of an indirect map that serves the path.
        var servingLine: MasterTable.Line?
        /// The map in whose directory the path ends.
        var lastStage: Stage?
        /// Why the path leads to no mount.
        var failure: ResolutionFailure?
    }

    init(in context: ResolverContext) {
        self.context = context
    }

    /// Follows a path, beginning at the master map.
    mutating func follow(_ path: PathComponents, among points: MountPointIndex) -> End {
        var end = End()
        do throws(ResolutionFailure) {
            let serving = try MountPointSearch(path: path, points: points, context: context).serving()
            if serving.entry == nil { end.servingLine = serving.point.line }
            var stage = try firstStage(of: serving, below: path)
            while let next = stage {
                try requireMap(of: next)
                guard let name = next.rest.first else {
                    end.lastStage = next
                    throw noKey(in: next)
                }
                stage = try mountName(name, in: next).result.get()
            }
        } catch {
            end.failure = error
        }
        return end
    }

    /// The map that is mounted on a mount point; `nil` if the entry of a direct map mounted a file system.
    private mutating func firstStage(
        of serving: MountPointSearch.Serving,
        below path: PathComponents
    ) throws(ResolutionFailure) -> Stage? {
        let point = serving.point
        trace?.enter(file: point.line.file, line: point.line.line)
        let rest = path.components[point.depth...]
        guard let (found, source) = serving.entry else { return Stage(point.line, below: rest) }
        let target = MountTarget(
            directory: point.path,
            rest: rest,
            source: source,
            isDirect: true,
            optionsPlace: (point.line.file, point.line.line)
        )
        let stage = try mountEntry(found, of: point.path, on: target).result.get()
        let reached = mounts.last.map { PathComponents($0.mountPoint.utf8).count } ?? 0
        if let hidden = serving.hidden, reached < hidden.depth {
            throw ResolutionFailure(
                .noSuchKey,
                "what is mounted on \(shown(point.path)) hides the key \(shown(hidden.path))",
                help: "make \(shown(hidden.path)) an offset of the entry of \(shown(point.path))",
                file: hidden.line.file,
                line: hidden.line.line
            )
        }
        return stage
    }

    /// Fails for a submount whose map cannot be read (`modules/mount_autofs.c: mount_mount`; cases submount-030,
    /// rule-submount-map-027).
    func requireMap(of stage: Stage) throws(ResolutionFailure) {
        guard stage.isSubmount, let source = stage.sources.first,
            context.locator.places(of: source.map).isEmpty
        else { return }
        throw ResolutionFailure(
            .noMap,
            """
            the map \(shown(source.map.name)) of \(shown(stage.directory)) cannot be read: \
            \(context.locator.reasonAgainst(source.map))
            """
        )
    }
}
