import MountMaps

/// An offset with its path as the kernel walks it.
struct PlacedOffset {
    let offset: Offset
    /// The path below the directory of the key.
    let path: PathComponents

    /// The offsets of an entry on the way to a path, the outermost first.
    ///
    /// - Parameters:
    ///   - rest: The path below the directory of the key.
    ///   - placed: The offsets that have a place.
    ///   - offsets: All offsets of the entry.
    /// - Returns: Those that automount is asked for.
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
    /// - Throws: Where an offset covers the directory in which the key lies, unless the key itself is mounted first.
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
                    "the offset \(shown(offset.path)) covers the directory in which \(shown(directory)) lies",
                    help: "let the offset begin with the name of a directory below the key"
                )
            }
        }
        return placed
    }

    /// Whether automount is asked for an offset that ends in a dot, such as `/.`.
    ///
    /// It names a directory that exists already, and the kernel asks only while that directory is empty; the directory of
    /// another offset below would fill it.
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
    /// Whether automount goes on with the offsets below this one when this one fails.
    ///
    /// The result of the last offset below counts for all of them, and that one must not lie below another offset.
    func leavesOffsetsBelow(among offsets: [Offset]) -> Bool {
        let outer = nesting
        let below = offsets.filter { $0.nesting.count > outer.count && $0.nesting.starts(with: outer) }
        guard let last = below.max(by: { $0.path.lexicographicallyPrecedes($1.path) })?.nesting else {
            return false
        }
        return !below.contains { $0.nesting.count < last.count && last.starts(with: $0.nesting) }
    }

    /// Whether the entry goes on when this offset fails, as its options `strict` and `nonstrict` say.
    ///
    /// `modules/mount_afs.c` swaps success and failure, so `strict` works the other way round for afs.
    func mayFail(among offsets: [Offset]) -> Bool {
        let options = MountOptions(self.options)
        return options.isStrict == (options.type == "afs") && leavesOffsetsBelow(among: offsets)
    }
}
