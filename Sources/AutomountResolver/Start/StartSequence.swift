import MountMaps

/// What automount mounts when it starts, one after the other.
///
/// It goes through the mount points of the master map, and on the first line of direct maps through all their keys.
/// Where one of its mounts of the same kind is on the directory already, that one stays and serves the new one too.
struct StartSequence {
    /// A file system of type autofs.
    struct Mount {
        /// What is mounted by it: mount points of indirect maps by their lines, or keys of direct maps.
        enum Holder {
            case indirect(MountPointIndex.Point)
            case direct(DirectKeyTable.Key)
        }

        /// What it was mounted for first.
        let first: Holder
        /// What it serves.
        var serving: Holder
        /// What it was found for last, whose timeout holds.
        var last: Holder

        /// Whether it stands for keys of direct maps.
        var isDirect: Bool {
            if case .direct = first { true } else { false }
        }
    }

    private(set) var tree: AutofsTree
    /// The mounts by their numbers in the tree, which begin with 1.
    private(set) var mounts: [Mount] = []
    /// Whether automount has found a mount of its own again in which others were mounted: then it mounts at once what
    /// the entry says.
    private(set) var mountsEntries = false
    private var nulls: NullEntries

    /// Begins a start.
    ///
    /// - Parameters:
    ///   - nulls: The lines `-null` of the master map.
    ///   - library: Which directories and files exist, for keys with `..` and for files that are in the way.
    init(nulls: NullEntries, library: MapLibrary) {
        self.nulls = nulls
        tree = AutofsTree(library: library)
    }

    /// Goes through some mount points and keys.
    ///
    /// - Parameters:
    ///   - points: The lines of indirect maps in their order, each with whether its map can be read.
    ///   - keys: Keys of direct maps in their order.
    ///   - sources: The direct maps.
    mutating func run(
        points: [(point: MountPointIndex.Point, isRead: Bool)],
        keys: [DirectKeyTable.Key],
        of sources: [DirectKeys.Source]
    ) {
        let direct = sources.first?.line.order ?? .max
        for (point, isRead) in points where point.line.order < direct { mount(point, isRead) }
        for key in keys where !nulls.cancels(key.name, of: sources[key.source].lastOrder) {
            mount(.direct(key), at: key.name, isDirect: true)
        }
        for (point, isRead) in points where point.line.order > direct { mount(point, isRead) }
    }

    private mutating func mount(_ point: MountPointIndex.Point, _ isRead: Bool) {
        nulls.pass(point.line.entry.mountPoint)
        guard isRead else { return }
        mount(.indirect(point), at: point.line.entry.mountPoint, isDirect: false)
    }

    private mutating func mount(
        _ holder: Mount.Holder,
        at path: [UInt8],
        isDirect: Bool
    ) {
        guard let (number, wasThere) = tree.mount(at: path, isDirect: isDirect) else { return }
        guard wasThere else {
            mounts.append(Mount(first: holder, serving: holder, last: holder))
            return
        }
        mountsEntries =
            mountsEntries || isDirect && tree.hasMounts(below: AutofsTree.Place(mount: number, path: []))
        mounts[number - 1].last = holder
        // Of several keys the last one of the first map is asked for, of several lines the last one.
        if case .direct(let key) = holder, case .direct(let earlier) = mounts[number - 1].serving,
            key.source != earlier.source
        {
            return
        }
        mounts[number - 1].serving = holder
    }
}
