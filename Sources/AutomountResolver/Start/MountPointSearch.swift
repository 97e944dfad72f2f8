import MountMaps

/// A mount point on the way to a path: a line of the master map, or a key of a direct map.
struct MountPointOnPath {
    let isDirect: Bool
    /// The directory as the map writes it.
    let path: [UInt8]
    /// The number of its components.
    let depth: Int
    let line: MasterTable.Line
}

/// Finds the mount point that serves a path.
///
/// The rules:
/// 1. The first mount on the way for which the kernel asks automount serves the path (cases direct-039, direct-041,
///    direct-042).
/// 2. A mount point whose map cannot be read is not mounted, but no later line gets its path
///    (`daemon/master.c: master_mount_mounts`, `daemon/master_parse.y: master_parse_entry`; cases master-031,
///    master-037, master-079).
/// 3. The entry of a direct key comes from the first map that has it, even if `-null` keeps that map's key from being
///    mounted (`daemon/lookup.c: lookup_nss_mount`; cases duplicates-023, duplicates-024, start-n9).
/// 4. What is mounted on a direct key hides direct keys below it (cases direct-nested-002, direct-nested-003).
struct MountPointSearch {
    /// The mount point that serves a path.
    struct Serving {
        let point: MountPointOnPath
        /// The entry, if the mount point is a key of a direct map.
        let entry: (found: FoundEntry, source: MasterMapSource)?
        /// A key of a direct map below the mount point, hidden by it.
        let hidden: MountPointOnPath?
    }

    private typealias Line = (point: MountPointIndex.Point, isRead: Bool)

    let path: PathComponents
    let points: MountPointIndex
    let context: ResolverContext

    private var library: MapLibrary { context.library }

    /// The first mount point on the way for which the kernel asks automount.
    ///
    /// - Throws: If there is none, or its entry cannot be found.
    func serving() throws(ResolutionFailure) -> Serving {
        let (lines, missing) = linesOnTheWay()
        func noMountPoint() -> ResolutionFailure {
            missing ?? points.table.unreadIncludes.first?.map.failure
                ?? ResolutionRun.noMountPoint(for: path, in: points.table)
        }
        let hasDirect = !points.directKeys.sources.isEmpty
        let table = hasDirect ? library.directKeyTable(of: points.directKeys, by: context.locator) : nil
        let keys = path.components.indices
            .flatMap { table?.positions(at: path.prefix($0 + 1).bytes) ?? [] }
            .sorted().compactMap { table?.all[$0] }
        var start = started(lines, keys)
        var stop = PathStop(path, in: start)
        if let table, mayHoldMounts(below: stop, in: start, table) || keys.contains(where: \.containsDotDot) {
            start = startedWithInner(lines, keys, table)
            stop = PathStop(path, in: start)
        }
        let candidates =
            lines.filter(\.isRead).map { onPath(.indirect($0.point)) } + keys.map { onPath(.direct($0)) }
        guard stop.mount > 0 else {
            explain(nil, among: candidates)
            // A map that cannot list its keys may still have this one.
            if hasDirect { _ = try directEntry(of: path.bytes, orThrow: noMountPoint()) }
            throw noMountPoint()
        }
        let point = onPath(start.mounts[stop.mount - 1].serving)
        explain(point, among: candidates)
        try requireKnown(before: point.line)
        guard stop.outcome == .asksAutomount else {
            throw notAsked(point, isDirectory: stop.outcome == .directory)
        }
        guard point.isDirect else { return Serving(point: point, entry: nil, hidden: nil) }
        let entry = try directEntry(of: point.path, orThrow: noMountPoint())
        return Serving(point: point, entry: entry, hidden: candidates.first { $0.depth > point.depth })
    }

    /// Refuses a line of the master map where one that is not known here may come before it, and would then count.
    private func requireKnown(before line: MasterTable.Line) throws(ResolutionFailure) {
        guard let unread = points.table.unreadIncludes.first, unread.order < line.order else { return }
        throw unread.map.failure
    }

    private func onPath(_ holder: StartSequence.Mount.Holder) -> MountPointOnPath {
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

    private func started(_ lines: [Line], _ keys: [DirectKeyTable.Key]) -> StartSequence {
        var start = StartSequence(nulls: NullEntries(points.table.nulls), library: library)
        start.run(points: lines, keys: keys, of: points.directKeys.sources)
        return start
    }

    /// The start with everything that is mounted inside the outermost mount point on the way.
    private func startedWithInner(
        _ lines: [Line],
        _ keys: [DirectKeyTable.Key],
        _ table: DirectKeyTable
    ) -> StartSequence {
        let depths = lines.map(\.point.directory.count) + keys.map { PathComponents($0.name).count }
        // A key with `..` can pass through any directory, so all mounts count.
        let outermost = path.prefix(keys.contains(where: \.containsDotDot) ? 0 : depths.min() ?? 0)
        var all: [Line] = []
        for point in points.points(from: outermost) {
            let known = lines.first { $0.point.line.order == point.line.order }
            all.append(known ?? (point, missingMap(of: point.line) == nil))
        }
        return started(all, table.positions(from: outermost).map { table.all[$0] })
    }

    /// Whether something may be mounted inside the mount point at which the kernel stops.
    private func mayHoldMounts(
        below stop: PathStop,
        in start: StartSequence,
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

    /// The failure of a path on which the kernel does not ask automount.
    private func notAsked(_ point: MountPointOnPath, isDirectory: Bool) -> ResolutionFailure {
        ResolutionFailure(
            isDirectory ? .noKey : .noSuchKey,
            "the kernel does not ask automount for this path: \(shown(point.path)) contains other mount points",
            help: "move the mount points so that none is inside another",
            file: point.line.file,
            line: point.line.line
        )
    }

    /// The lines of indirect mount points on the way, and why the last one without a readable map has none.
    private func linesOnTheWay() -> (lines: [Line], missing: ResolutionFailure?) {
        var lines: [Line] = []
        var lastMissing: ResolutionFailure?
        for point in points.points(holding: path) {
            let missing = missingMap(of: point.line)
            lines.append((point, missing == nil))
            guard let missing else { continue }
            lastMissing = missing
            context.trace?.note(
                .mountPointWithoutMap,
                point.line.entry.mountPoint,
                [],
                at: (point.line.file, point.line.line),
                detail: missing.message
            )
        }
        return (lines, lastMissing)
    }

    /// Why the map of a line cannot be read, so that automount does not mount its mount point; `nil` if it can
    /// (`daemon/master.c: master_mount_mounts`; cases master-037, master-079).
    private func missingMap(of line: MasterTable.Line) -> ResolutionFailure? {
        guard case .maps(let sources) = line.entry.target else { return nil }
        for source in sources where !context.locator.isThere(source.map, isMulti: line.entry.isMulti) {
            return ResolutionFailure(
                .noMap,
                """
                the map \(shown(source.map.name)) of \(shown(line.entry.mountPoint)) cannot be read: \
                \(context.locator.reasonAgainst(source.map))
                """,
                help: "write or fix the map \(shown(source.map.name)), or correct its name in this line",
                file: line.file,
                line: line.line
            )
        }
        return nil
    }

    /// The entry of a direct key, from the first map that has the key.
    ///
    /// A `-null` line that cancels the key changes nothing here: automount checks null entries when it mounts
    /// (`daemon/direct.c: mount_autofs_direct`), not when it looks up (`daemon/lookup.c: lookup_nss_mount`;
    /// case start-n9).
    private func directEntry(
        of name: [UInt8],
        orThrow reason: @autoclosure () -> ResolutionFailure
    ) throws(ResolutionFailure) -> (found: FoundEntry, source: MasterMapSource) {
        var problem: ResolutionFailure?
        let keys = points.directKeys
        guard keys.areRead(by: context.locator) else { throw reason() }
        for source in keys.sources.flatMap(\.maps) {
            let places = context.locator.places(of: source.map)
            var lookup = context.lookup(name, isDirect: true, in: [MapByte.slash], with: source.options)
            if let found = try lookup.firstEntry(in: places) { return (found, source) }
            problem = lookup.problem ?? problem
        }
        throw problem ?? reason()
    }
}
