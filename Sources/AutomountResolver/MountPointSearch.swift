import MountMaps

/// A mount point of automount that holds a path: one of the master map, or a key of a direct map.
struct MountPointOnPath {
    enum Kind {
        case indirect
        case direct(FoundEntry, MasterMapSource)
    }

    let kind: Kind
    /// The directory as automount names it.
    let path: [UInt8]
    /// How many components it has.
    let depth: Int
    let line: MasterTable.Line
    /// When it is mounted, among the others.
    let order: Order

    /// The place in the order of mounting: the line of the master map, and for direct maps that of the key.
    struct Order: Comparable {
        let line: Int
        var map = 0
        var bucket = 0

        static func < (left: Order, right: Order) -> Bool {
            (left.line, left.map, left.bucket) < (right.line, right.map, right.bucket)
        }
    }
}

/// Finds the mount points on the way to a path.
struct MountPointSearch {
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

    /// The mount point that serves the path, and a key of a direct map below it that it hides.
    ///
    /// A mount point is hidden by one that is mounted later on the same directory or on one above it. Of the others
    /// the innermost serves: one with another inside waits for nobody any more.
    mutating func serving(
        in library: inout MapLibrary
    ) throws(ResolutionFailure) -> (point: MountPointOnPath, hidden: MountPointOnPath?)? {
        let all = indirect(in: &library) + (try direct(in: &library))
        let visible = all.filter { point in
            !all.contains { $0.order > point.order && $0.depth <= point.depth }
        }
        let serving = visible.max { $0.depth < $1.depth }
        explain(serving, among: all)
        guard let point = serving else { return nil }
        if case .direct = point.kind, let inner = mountedInside(point, in: &library) {
            throw ResolutionFailure(
                point.depth == path.count ? .noKey : .noSuchKey,
                "\(shown(point.path)) waits for nobody: \(shown(inner)) is mounted inside it"
            )
        }
        return (point, all.first { $0.depth > point.depth })
    }

    /// A key of a direct map that is mounted inside another one, whose own mount nobody triggers then.
    private func mountedInside(_ point: MountPointOnPath, in library: inout MapLibrary) -> [UInt8]? {
        let directory = PathComponents(point.path)
        guard let first = points.table.direct.first?.order, library.mayHoldKeys(below: directory) else {
            return nil
        }
        let inner = points.directKeys.names(below: directory, locator: run.locator, library: &library)
        return inner.first { name, line in
            let order = MountPointOnPath.Order(
                line: first,
                map: line.order,
                bucket: DirectKeyBucket.number(of: name)
            )
            return order > point.order && !points.table.cancels(name, before: line.order)
        }?.name
    }

    private mutating func indirect(in library: inout MapLibrary) -> [MountPointOnPath] {
        var points: [MountPointOnPath] = []
        let onTheWay = self.points.points(holding: path)
        for point in onTheWay {
            let line = point.line
            // What lies inside another mount point is not looked at: on a client that runs, looking there mounts.
            let isInside = onTheWay.contains { $0.directory.count < point.directory.count }
            guard isInside || !library.isBelowFile(point.directory) else { continue }
            if let missing = missingMap(of: line, in: &library) {
                obstacle = missing
                run.trace?.note(
                    .mountPointWithoutMap,
                    line.entry.mountPoint,
                    [],
                    at: (line.file, line.line),
                    detail: missing.message
                )
                continue
            }
            points.append(
                MountPointOnPath(
                    kind: .indirect,
                    path: line.entry.mountPoint,
                    depth: point.directory.count,
                    line: line,
                    order: MountPointOnPath.Order(line: line.order)
                )
            )
        }
        return points
    }

    /// A mount point whose map cannot be read does not come to be.
    private func missingMap(
        of line: MasterTable.Line,
        in library: inout MapLibrary
    ) -> ResolutionFailure? {
        guard case .maps(let sources) = line.entry.target else { return nil }
        for source in sources where run.locator.places(of: source.map, in: &library).isEmpty {
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

    /// The keys of direct maps on the way; all of them are mounted where the first line of direct maps stands.
    private mutating func direct(
        in library: inout MapLibrary
    ) throws(ResolutionFailure) -> [MountPointOnPath] {
        guard let first = self.points.table.direct.first?.order else { return [] }
        let keys = self.points.directKeys
        guard keys.areRead(by: run.locator, library: &library) else { return [] }
        var points: [MountPointOnPath] = []
        for depth in path.components.indices.map({ $0 + 1 }) {
            let names = keys.names(of: path.components[..<depth], locator: run.locator, library: &library)
            for name in names {
                guard let (found, line, source) = try entry(of: name, among: keys, in: &library) else {
                    continue
                }
                points.append(
                    MountPointOnPath(
                        kind: .direct(found, source),
                        path: name,
                        depth: depth,
                        line: line,
                        order: MountPointOnPath.Order(
                            line: first,
                            map: line.order,
                            bucket: DirectKeyBucket.number(of: name)
                        )
                    )
                )
            }
        }
        return points
    }

    private mutating func entry(
        of name: [UInt8],
        among keys: DirectKeys,
        in library: inout MapLibrary
    ) throws(ResolutionFailure) -> (FoundEntry, MasterTable.Line, MasterMapSource)? {
        for (line, source) in keys.sources where !points.table.cancels(name, before: line.order) {
            let places = run.locator.places(of: source.map, in: &library)
            var lookup = run.lookup(name, isDirect: true, in: [MapByte.slash], with: source.options)
            if let found = try lookup.entry(in: places, library: &library) { return (found, line, source) }
            if let problem = lookup.problem { obstacle = problem }
        }
        return nil
    }
}
