import MountMaps

/// An offset with its path as the kernel resolves it.
///
/// The rules:
/// 1. An offset with `..` is mounted where the kernel resolves it. Outside of the key it does not serve the key's path
///    (`daemon/direct.c: mount_autofs_offset`; cases multi-mount-086, rule-offset-dots-009, rule-offset-dots-010).
/// 2. An offset on a directory above the key hides the key, unless the key was mounted before
///    (cases rule-offset-dots-017, rule-offset-dots-018).
/// 3. An offset that ends in `/.` is asked for only while no other offset creates a directory below it
///    (cases offset-dot-004, offset-dot-005, offset-dot-006, rule-offset-dots-011).
struct PlacedOffset {
    let offset: Offset
    /// The path below the directory of the key.
    let path: PathComponents

    /// The offsets on the way to a path for which the kernel asks automount, the outermost first.
    ///
    /// - Parameters:
    ///   - rest: The path below the directory of the key.
    ///   - placed: The offsets that have a place.
    ///   - offsets: All offsets of the entry.
    /// - Returns: The offsets on the way.
    static func onTheWay(
        to rest: [[UInt8]],
        among placed: [PlacedOffset],
        of offsets: [Offset]
    ) -> [PlacedOffset] {
        placed.filter { rest.starts(with: $0.path.components) && mayServe($0.offset, among: offsets) }
            .sorted {
                ($0.path.count, $0.offset.endsInDot ? 1 : 0) < ($1.path.count, $1.offset.endsInDot ? 1 : 0)
            }
    }

    /// Places the offsets of an entry below the directory of its key.
    ///
    /// An offset that leads out of it is left out.
    ///
    /// - Parameters:
    ///   - offsets: The offsets of the entry.
    ///   - directory: The directory of the key.
    ///   - hasRoot: Whether one of the offsets is mounted on the key itself.
    /// - Returns: The offsets that have a place, in the order of the entry.
    /// - Throws: If an offset covers a directory above the key, unless the key itself is mounted first.
    static func placing(
        _ offsets: [Offset],
        below directory: [UInt8],
        hasRoot: Bool
    ) throws(ResolutionFailure) -> [PlacedOffset] {
        let key = PathComponents(directory)
        var placed: [PlacedOffset] = []
        for offset in offsets {
            guard offset.containsDotDot else {
                placed.append(PlacedOffset(offset: offset, path: PathComponents(offset.path)))
                continue
            }
            let path = PathComponents(directory + offset.path)
            if key.holds(path) {
                let below = path.components[key.count...].flatMap { [MapByte.slash] + $0 }
                placed.append(PlacedOffset(offset: offset, path: PathComponents(below)))
            } else if path.holds(key), !hasRoot {
                throw ResolutionFailure(
                    .noSuchKey,
                    "the offset \(shown(offset.path)) covers a directory above \(shown(directory))",
                    help: "begin the offset with the name of a directory below the key"
                )
            }
        }
        return placed
    }

    /// Whether the kernel asks automount for an offset that ends in a dot, such as `/.`.
    ///
    /// It names a directory that exists already, and the kernel asks only while that directory is empty. The directory
    /// of another offset below would fill it (cases offset-dot-004, offset-dot-005, offset-dot-006).
    private static func mayServe(_ offset: Offset, among offsets: [Offset]) -> Bool {
        guard offset.endsInDot else { return true }
        let own = PathComponents(offset.path).components
        return !offsets.contains { other in
            let components = PathComponents(other.path).components
            return components.count > own.count && components.starts(with: own)
        }
    }
}

extension Offset {
    /// Whether automount keeps the offsets below this one when this one fails.
    ///
    /// The result of the last offset below counts for all of them, in the order of their texts. If that one lies below
    /// another offset, it is skipped and the result is a failure (`lib/mounts.c: tree_mapent_traverse_subtree`,
    /// `modules/parse_sun.c: mount_subtree`; cases rule-offset-fails-015 to rule-offset-fails-018,
    /// rule-offset-fails-020).
    func leavesOffsetsBelow(among offsets: [Offset]) -> Bool {
        let outer = nesting
        let below = offsets.filter { $0.nesting.count > outer.count && $0.nesting.starts(with: outer) }
        guard let last = below.max(by: { $0.path.lexicographicallyPrecedes($1.path) })?.nesting else {
            return false
        }
        return !below.contains { $0.nesting.count < last.count && last.starts(with: $0.nesting) }
    }

    /// Whether the entry survives when this offset fails, as its options `strict` and `nonstrict` say.
    ///
    /// Other mount modules return 1 on failure, which `sun_mount` turns into -1 unless `strict` is set. The afs module
    /// returns the -1 of symlink(2), so without `strict` it becomes 1, a strict failure, and with `strict` a nonstrict
    /// one (`modules/mount_afs.c: mount_mount`, `modules/parse_sun.c: sun_mount`; cases rule-offset-afs-003,
    /// rule-offset-afs-008).
    func mayFail(among offsets: [Offset]) -> Bool {
        let options = MountOptions(self.options)
        return options.isStrict == (options.type == "afs") && leavesOffsetsBelow(among: offsets)
    }
}
