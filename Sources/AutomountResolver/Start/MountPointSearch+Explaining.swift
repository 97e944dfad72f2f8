import MountMaps

extension MountPointSearch {
    /// Notes the lines of the master map that contain the path and lose, and then the one that serves it.
    ///
    /// The first line for a mount point counts (`daemon/master_parse.y: master_parse_entry`; case master-029), and
    /// `-null` cancels later lines (case master-210).
    func explain(_ point: MountPointOnPath?, among all: [MountPointOnPath]) {
        guard let trace = context.trace else { return }
        for (line, earlier) in points.table.shadowed where holdsPath(line) {
            trace.note(
                .mountPointTaken,
                text(line.entry.mountPoint),
                "",
                at: (line.file, line.line),
                detail: "\(earlier.file):\(earlier.line) names this directory first"
            )
        }
        for (line, null) in points.table.cancelledLines where holdsPath(line) {
            trace.note(
                .mountPointCancelled,
                text(line.entry.mountPoint),
                "",
                at: (line.file, line.line),
                detail: "-null in \(null.file):\(null.line) cancels all later lines for it"
            )
        }
        for other in all where other.line.order != point?.line.order || other.path != point?.path {
            trace.note(
                .mountPointHidden,
                text(other.path),
                "",
                at: (other.line.file, other.line.line),
                detail: point.map { reason(against: other, for: $0) }
            )
        }
        guard let point else { return }
        trace.note(
            .mountPoint,
            text(path.bytes),
            text(point.path),
            at: (point.line.file, point.line.line),
            detail: point.isDirect ? "a key of a direct map" : Self.describe(point.line.entry.target)
        )
    }

    private func holdsPath(_ line: MasterTable.Line) -> Bool {
        PathComponents(line.entry.mountPoint).holds(path)
    }

    private func reason(against other: MountPointOnPath, for point: MountPointOnPath) -> String {
        if other.depth < point.depth { return "\(text(point.path)) is inside it and nearer to the path" }
        let isInside = other.depth > point.depth
        return
            "\(text(point.path)) is \(isInside ? "mounted above it later and hides it" : "the one that serves the same directory")"
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func describe(_ target: MasterMapTarget) -> String {
        switch target {
        case .null: "no map"
        case .hosts: "the built-in map of hosts"
        case .maps(let sources):
            (sources.count > 1 ? "the maps " : "the map ")
                + sources.map { String(decoding: $0.map.name, as: UTF8.self) }.joined(separator: ", then ")
        }
    }
}
