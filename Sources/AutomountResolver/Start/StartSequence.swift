import MountMaps

/// What automount mounts when it starts, in order.
///
/// The rules:
/// 1. Automount handles the lines of the master map in order. All direct maps are mounted at the first `/-` line, map
///    by map (`daemon/master.c: master_mount_mounts`, `daemon/master_parse.y: master_parse_entry`,
///    `daemon/direct.c: mount_autofs_direct`; cases direct-041, direct-042, start-s8, start-s9).
/// 2. A direct key is skipped if its map's line was read after the `-null` line for it
///    (`daemon/direct.c: mount_autofs_direct`; cases start-n1, start-n2, start-n3, master-212).
/// 3. A line whose map cannot be read mounts nothing (`daemon/indirect.c: mount_autofs_indirect`; cases master-037,
///    master-079). Its null entries were handled before (`daemon/master.c: master_mount_mounts`; cases start-n5,
///    start-n6).
/// 4. If a mount of the same kind is already on the directory, automount takes it for its own from an earlier run and
///    reconnects to it (`daemon/direct.c: do_mount_autofs_direct`, `daemon/indirect.c: do_mount_autofs_indirect`,
///    `lib/mounts.c: try_remount`; cases direct-dots-008, start-s1 to start-s7).
/// 5. The timeout is that of the line that connected last (`lib/mounts.c: remount_active_mount`; cases start-s11,
///    start-s14).
/// 6. Of several keys on one mount, the last key of the first map is looked up
///    (`daemon/direct.c: handle_packet_missing_direct`, `lib/cache.c: cache_set_ino_index`; cases start-s1, start-s3,
///    start-s7).
/// 7. Of several lines on one mount, the last one is taken to serve it (no case).
struct StartSequence {
    /// A file system of type autofs.
    struct Mount {
        /// What a mount is for: the line of an indirect mount point, or a key of a direct map.
        enum Holder {
            case indirect(MountPointIndex.Point)
            case direct(DirectKeyTable.Key)
        }

        /// The line or key that it was mounted for.
        let first: Holder
        /// The line or key that automount looks up in.
        var serving: Holder
        /// The last line or key that connected to it, which sets its timeout.
        var last: Holder

        /// Whether it is the mount of a direct key.
        var isDirect: Bool {
            if case .direct = first { true } else { false }
        }
    }

    private(set) var tree: AutofsTree
    /// The mounts by their numbers in the tree, which begin with 1.
    private(set) var mounts: [Mount] = []
    /// Whether a key was mounted a second time on a directory below which other mounts lie.
    ///
    /// Automount then reconnects and looks the key up at once (`lib/mounts.c: remount_active_mount`,
    /// `do_remount_direct`). No observed case can be compared then.
    private(set) var mountsEntries = false
    private var nulls: NullEntries

    /// Begins a start.
    ///
    /// - Parameters:
    ///   - nulls: The `-null` lines of the master map.
    ///   - library: Says which directories and files exist, for keys with `..` and for files in the place of
    ///     directories.
    init(nulls: NullEntries, library: MapLibrary) {
        self.nulls = nulls
        tree = AutofsTree(library: library)
    }

    /// Mounts some mount points and keys.
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
        // Of several keys the last one of the first map is looked up (cases start-s1, start-s3, start-s7).
        if case .direct(let key) = holder, case .direct(let earlier) = mounts[number - 1].serving,
            key.source != earlier.source
        {
            return
        }
        mounts[number - 1].serving = holder
    }
}
