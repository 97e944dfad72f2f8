import MountMaps

/// Where the kernel stops on its way along a path through the file systems of type autofs, as the kernel walks them
/// (`fs/autofs/root.c`: `autofs_lookup`, `autofs_d_automount`).
struct PathStop {
    enum Outcome {
        /// Nothing is mounted on the way.
        case nothing
        /// The kernel asks automount for a mount.
        case asksAutomount
        /// The path ends at a directory that exists only for what is mounted inside it; automount is not asked.
        case directory
        /// The path goes on from such a directory to one that does not exist.
        case missing
    }

    private(set) var outcome = Outcome.nothing
    /// The number of the innermost file system on the way.
    private(set) var mount = 0
    /// How many components of the path lead to it.
    private(set) var depth = 0

    init(_ path: PathComponents, in start: StartSequence) {
        var place = AutofsTree.Place(mount: 0, path: [])
        for (position, component) in path.components.enumerated() {
            start.tree.step(to: component, from: &place)
            guard place.mount > 0 else { continue }
            if place.mount != mount { (mount, depth) = (place.mount, position + 1) }
            let isDirect = start.mounts[mount - 1].isDirect
            if !isDirect, place.path.isEmpty {
                outcome = .asksAutomount
                continue
            }
            guard !start.tree.hasMounts(below: place) else {
                outcome = .directory
                continue
            }
            outcome = place.path.count == (isDirect ? 0 : 1) ? .asksAutomount : .missing
            return
        }
    }
}
