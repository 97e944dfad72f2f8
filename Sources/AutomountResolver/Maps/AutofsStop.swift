import MountMaps

/// Where the kernel stops on its way along a path through the file systems of type autofs.
struct AutofsStop {
    enum Outcome {
        /// Nothing is mounted on the way.
        case nothing
        /// A file system waits for somebody: automount is asked.
        case waits
        /// The path is a directory that is kept for what is mounted inside; automount is not asked.
        case kept
        /// The path goes on from such a directory to one that is not there.
        case lost
    }

    private(set) var outcome = Outcome.nothing
    /// The number of the innermost file system on the way.
    private(set) var mount = 0
    /// How many components of the path lead to it.
    private(set) var depth = 0

    init(_ path: PathComponents, in start: AutofsStart) {
        var place = AutofsTree.Place(mount: 0, path: [])
        for (position, component) in path.components.enumerated() {
            start.tree.step(to: component, from: &place)
            guard place.mount > 0 else { continue }
            if place.mount != mount { (mount, depth) = (place.mount, position + 1) }
            let isDirect = start.mounts[mount - 1].isDirect
            if !isDirect, place.path.isEmpty {
                outcome = .waits
                continue
            }
            guard !start.tree.hasMounts(below: place) else {
                outcome = .kept
                continue
            }
            outcome = place.path.count == (isDirect ? 0 : 1) ? .waits : .lost
            return
        }
    }
}
