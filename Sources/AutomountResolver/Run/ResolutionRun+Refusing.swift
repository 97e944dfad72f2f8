import MountMaps

/// The failures of a walk.
extension ResolutionRun {
    /// No map of a directory has the name.
    func noSuchKey(_ name: [UInt8], in stage: Stage) -> ResolutionFailure {
        let places = stage.sources.flatMap { context.locator.places(of: $0.map) }
        let names = places.map(\.text)
        let file = places.lazy.compactMap { place -> String? in
            if case .file(let path) = place { path } else { nil }
        }.first
        let maps = stage.sources.map { String(decoding: $0.map.name, as: UTF8.self) }
        return ResolutionFailure(
            .noSuchKey,
            "no map of \(shown(stage.directory)) has the key \(shown(name)) or a wildcard",
            help: names.isEmpty
                ? "write the map \(maps.joined(separator: ", ")), which is missing"
                : "add \(shown(name)) or a wildcard to \(names.joined(separator: " or ")), or look up another name",
            file: file
        )
    }

    /// The path ends at a directory that automount itself keeps (case key-chars-107).
    func noKey(in stage: Stage) -> ResolutionFailure {
        let directory = shown(stage.directory)
        if let source = stage.sources.first, submounts[source.map, default: 0] > 1 {
            return ResolutionFailure(
                .noKey,
                "\(directory) is a directory that automount keeps: the map \(shown(source.map.name)) mounts itself there",
                help: "name a file system or another map in the entry; this one mounts itself without end"
            )
        }
        return ResolutionFailure(
            .noKey,
            "\(directory) is a directory that automount keeps",
            help: "look up a name below \(directory)"
        )
    }

    /// The name is too long for the kernel to ask automount (`fs/autofs/waitq.c: autofs_wait`).
    func nameTooLong(_ name: [UInt8]) -> ResolutionFailure {
        ResolutionFailure(
            .noSuchKey,
            "the name \(shown(name.prefix(32)))… has \(name.count) bytes; the kernel asks automount for at most 253",
            help: "look up a name of at most 253 bytes"
        )
    }

    /// The path leads to no offset of the entry.
    func noOffset(
        on rest: [[UInt8]],
        of offsets: [Offset],
        _ placed: [PlacedOffset],
        below directory: [UInt8]
    ) -> ResolutionFailure {
        let isOnTheWay = placed.contains { $0.path.components.starts(with: rest) }
        return ResolutionFailure(
            isOnTheWay ? .noKey : .noSuchKey,
            isOnTheWay
                ? "\(shown(directory)) is a directory that automount keeps for offsets below it"
                : "no offset of \(shown(directory)) contains the path",
            help: "look up one of these, or add an offset to the entry: "
                + offsets.map { String(decoding: directory + $0.path, as: UTF8.self) }
                .prefix(8).joined(separator: ", ")
        )
    }

    /// No mount point of the master map contains the path.
    static func noMountPoint(for path: PathComponents, in table: MasterTable) -> ResolutionFailure {
        let first = table.indirect.first ?? table.direct.first
        let top = path.components.first.map { shown([MapByte.slash] + $0) }
        return ResolutionFailure(
            .noMountPoint,
            "no mount point of the master map contains the path",
            help: top.map { "add a line for \($0), or for a directory in it, to the master map" }
                ?? "look up a path below a mount point",
            file: first?.file
        )
    }
}

extension PathComponents {
    /// The number of bytes from which the kernel refuses a path: PATH_MAX.
    static let limit = 4_096

    /// The path for which automount is asked.
    ///
    /// - Throws: If the path is too long for the kernel.
    init(asked path: some Collection<UInt8>) throws(ResolutionFailure) {
        let count = path.count
        guard count < Self.limit else {
            throw ResolutionFailure(
                .noSuchKey,
                "the path has \(count) bytes; the kernel accepts less than \(Self.limit)",
                help: "look up a path of less than \(Self.limit) bytes"
            )
        }
        self.init(path)
    }
}
