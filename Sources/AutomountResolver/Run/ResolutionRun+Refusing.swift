import MountMaps

/// The failures of a walk.
extension ResolutionRun {
    /// No map of a directory has a name.
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
                ? "write the map \(maps.joined(separator: ", ")), which is not there"
                : "add \(shown(name)) or a wildcard to \(names.joined(separator: " or ")), or look another name up",
            file: file
        )
    }

    /// The path ends at a directory of automount's own.
    func noKey(in stage: Stage) -> ResolutionFailure {
        let directory = shown(stage.directory)
        if let source = stage.sources.first, submounts[source.map, default: 0] > 1 {
            return ResolutionFailure(
                .noKey,
                "\(directory) is a directory that automount keeps: the map \(shown(source.map.name)) mounts itself there",
                help: "let the entry name a file system or another map; as it is, no depth comes to one"
            )
        }
        return ResolutionFailure(
            .noKey,
            "\(directory) is a directory that automount keeps",
            help: "look up a name below \(directory)"
        )
    }

    /// The kernel asks automount for no name as long as this.
    func nameTooLong(_ name: [UInt8]) -> ResolutionFailure {
        ResolutionFailure(
            .noSuchKey,
            "the name \(shown(name.prefix(32)))… has \(name.count) bytes; one of 254 or more never reaches automount",
            help: "look up a name of at most 253 bytes"
        )
    }

    /// The path leads to none of the offsets of an entry.
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
                : "no offset of \(shown(directory)) holds the path",
            help: "look up one of these, or add an offset to the entry: "
                + offsets.map { String(decoding: directory + $0.path, as: UTF8.self) }
                .prefix(8).joined(separator: ", ")
        )
    }

    /// No line of the master map holds the path.
    static func noMountPoint(for path: PathComponents, in table: MasterTable) -> ResolutionFailure {
        let first = table.indirect.first ?? table.direct.first
        let top = path.components.first.map { shown([MapByte.slash] + $0) }
        return ResolutionFailure(
            .noMountPoint,
            "no mount point of the master map holds the path",
            help: top.map { "add a line for \($0), or for a directory of it, to the master map" }
                ?? "look up a path below a mount point",
            file: first?.file
        )
    }
}

extension PathComponents {
    /// The bytes of a path from which on the kernel takes none, PATH_MAX.
    static let limit = 4_096

    /// The path that automount is asked for.
    ///
    /// - Throws: Where no such path can reach it.
    init(asked path: some Collection<UInt8>) throws(ResolutionFailure) {
        let count = path.count
        guard count < Self.limit else {
            throw ResolutionFailure(
                .noSuchKey,
                "the path has \(count) bytes; the kernel takes none of \(Self.limit) bytes or more",
                help: "look up a path of less than \(Self.limit) bytes"
            )
        }
        self.init(path)
    }
}
