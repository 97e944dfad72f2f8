import MountMaps

/// A mount point of automount that holds a path: one of the master map, or a key of a direct map.
struct MountPointOnPath {
    let isDirect: Bool
    /// The directory as automount names it.
    let path: [UInt8]
    /// How many components it has.
    let depth: Int
    let line: MasterTable.Line
}

/// Finds the mount points on the way to a path.
struct MountPointSearch {
    /// The mount point that serves a path.
    struct Serving {
        let point: MountPointOnPath
        /// The entry of a key of a direct map.
        let entry: (found: FoundEntry, source: MasterMapSource)?
        /// A key of a direct map below it that it hides.
        let hidden: MountPointOnPath?
    }

    private typealias Line = (point: MountPointIndex.Point, isRead: Bool)

    let path: PathComponents
    let points: MountPointIndex
    let run: ResolutionRun

    /// Why there may be no mount point.
    var reason: ResolutionFailure { obstacle ?? ResolutionRun.noMountPoint(for: path, in: points.table) }
    /// What keeps a line that holds the path from serving it.
    private var obstacle: ResolutionFailure?

    init(path: PathComponents, points: MountPointIndex, run: ResolutionRun) {
        self.path = path
        self.points = points
        self.run = run
    }

    /// The mount point that serves the path: the first on the way, as the kernel goes it, that waits for somebody.
    mutating func serving(in library: inout MapLibrary) throws(ResolutionFailure) -> Serving? {
        let lines = indirect(in: &library)
        let hasDirect = !points.directKeys.sources.isEmpty
        let table = hasDirect ? library.directKeyTable(of: points.directKeys, by: run.locator) : nil
        let keys = path.components.indices
            .flatMap { table?.positions(at: path.prefix($0 + 1).bytes) ?? [] }
            .sorted().compactMap { table?.all[$0] }
        var start = started(lines, keys, in: library)
        var stop = AutofsStop(path, in: start)
        if let table, mayHoldMounts(below: stop, in: start, table) || keys.contains(where: \.goesBack) {
            start = startedWithInner(lines, keys, table, in: &library)
            stop = AutofsStop(path, in: start)
        }
        let candidates =
            lines.filter(\.isRead).map { onPath(.indirect($0.point)) } + keys.map { onPath(.direct($0)) }
        guard stop.mount > 0 else {
            explain(nil, among: candidates)
            if hasDirect { _ = try entry(of: path.bytes, in: &library) }
            return nil
        }
        let point = onPath(start.mounts[stop.mount - 1].serving)
        explain(point, among: candidates)
        guard stop.outcome == .waits else { throw notAsked(point, isKept: stop.outcome == .kept) }
        guard point.isDirect else { return Serving(point: point, entry: nil, hidden: nil) }
        guard let entry = try entry(of: point.path, in: &library) else { return nil }
        return Serving(point: point, entry: entry, hidden: candidates.first { $0.depth > point.depth })
    }

    private func onPath(_ holder: AutofsStart.Mount.Holder) -> MountPointOnPath {
        switch holder {
        case .indirect(let point):
            MountPointOnPath(
                isDirect: false,
                path: point.line.entry.mountPoint,
                depth: point.directory.count,
                line: point.line
            )
        case .direct(let key):
            MountPointOnPath(
                isDirect: true,
                path: key.name,
                depth: PathComponents(key.name).count,
                line: points.directKeys.sources[key.source].line
            )
        }
    }

    private func started(
        _ lines: [Line],
        _ keys: [DirectKeyTable.Key],
        in library: MapLibrary
    ) -> AutofsStart {
        var start = AutofsStart(nulls: NullEntries(points.table.nulls))
        start.run(points: lines, keys: keys, of: points.directKeys.sources, in: library)
        return start
    }

    /// The start with all that comes to lie inside the outermost mount point on the way.
    private func startedWithInner(
        _ lines: [Line],
        _ keys: [DirectKeyTable.Key],
        _ table: DirectKeyTable,
        in library: inout MapLibrary
    ) -> AutofsStart {
        let depths = lines.map(\.point.directory.count) + keys.map { PathComponents($0.name).count }
        // Through which directories a key may go back, all others decide.
        let outermost = path.prefix(keys.contains(where: \.goesBack) ? 0 : depths.min() ?? 0)
        var all: [Line] = []
        for point in points.points(from: outermost) {
            let known = lines.first { $0.point.line.order == point.line.order }
            all.append(known ?? (point, missingMap(of: point.line, in: &library) == nil))
        }
        return started(all, table.positions(from: outermost).map { table.all[$0] }, in: library)
    }

    /// Whether something may be mounted where the way stops, inside what waits there.
    private func mayHoldMounts(
        below stop: AutofsStop,
        in start: AutofsStart,
        _ table: DirectKeyTable
    ) -> Bool {
        guard stop.mount > 0 else { return false }
        guard start.mounts[stop.mount - 1].isDirect else {
            return table.hasKeys(below: path.prefix(stop.depth + 1).bytes)
        }
        let directory = path.prefix(stop.depth)
        return table.hasKeys(below: directory.bytes)
            || points.points.contains { $0.directory.count > stop.depth && directory.holds($0.directory) }
    }

    /// Why automount is not asked where others are mounted inside a mount point.
    private func notAsked(_ point: MountPointOnPath, isKept: Bool) -> ResolutionFailure {
        ResolutionFailure(
            isKept ? .noKey : .noSuchKey,
            "\(shown(point.path)) waits for nobody on this path: others are mounted inside it",
            help: "give none of the mount points a place inside another",
            file: point.line.file,
            line: point.line.line
        )
    }

    private mutating func indirect(in library: inout MapLibrary) -> [Line] {
        var lines: [Line] = []
        for point in points.points(holding: path) {
            let missing = missingMap(of: point.line, in: &library)
            lines.append((point, missing == nil))
            guard let missing else { continue }
            obstacle = missing
            run.trace?.note(
                .mountPointWithoutMap,
                point.line.entry.mountPoint,
                [],
                at: (point.line.file, point.line.line),
                detail: missing.message
            )
        }
        return lines
    }

    /// A mount point whose map cannot be read does not come to be.
    private func missingMap(
        of line: MasterTable.Line,
        in library: inout MapLibrary
    ) -> ResolutionFailure? {
        guard case .maps(let sources) = line.entry.target else { return nil }
        for source in sources
        where !run.locator.isThere(source.map, isMulti: line.entry.isMulti, in: &library) {
            return ResolutionFailure(
                .noMap,
                """
                the map \(shown(source.map.name)) of \(shown(line.entry.mountPoint)) cannot be read: \
                \(run.locator.reasonAgainst(source.map, in: &library))
                """,
                help: "write or mend the map \(shown(source.map.name)), or correct its name in this line",
                file: line.file,
                line: line.line
            )
        }
        return nil
    }

    /// The entry of a key: that of the first map that has it, be it cancelled there or not.
    private mutating func entry(
        of name: [UInt8],
        in library: inout MapLibrary
    ) throws(ResolutionFailure) -> (found: FoundEntry, source: MasterMapSource)? {
        let keys = points.directKeys
        guard keys.areRead(by: run.locator, library: &library) else { return nil }
        for source in keys.sources.flatMap(\.maps) {
            let places = run.locator.places(of: source.map, in: &library)
            var lookup = run.lookup(name, isDirect: true, in: [MapByte.slash], with: source.options)
            if let found = try lookup.entry(in: places, library: &library) { return (found, source) }
            if let problem = lookup.problem { obstacle = problem }
        }
        return nil
    }
}
