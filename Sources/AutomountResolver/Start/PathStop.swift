import MountMaps

/// Where the kernel stops on a path through the file systems of type autofs.
///
/// The rules:
/// 1. A name directly below an indirect mount point triggers a mount. Only automount can create deeper names
///    (cases start-m2, key-chars-108).
/// 2. The root of a direct mount triggers a mount; names inside it do not (cases direct-nested-008, start-j1).
/// 3. A directory on or below which something is mounted triggers nothing (cases start-m1, start-m3, start-i0,
///    rule-direct-inside-047).
/// 4. Below such a directory a missing name is ENOENT at once (cases start-m2, start-m4, start-j0,
///    rule-direct-inside-048).
///
/// The kernel decides these in `fs/autofs/root.c`.
struct PathStop {
    enum Outcome {
        /// Nothing is mounted on the way.
        case nothing
        /// The kernel asks automount for a mount.
        case asksAutomount
        /// The path ends at a directory that exists only because something is mounted inside it; automount is not
        /// asked.
        case directory
        /// The path continues from such a directory to a name that does not exist.
        case missing
    }

    private(set) var outcome = Outcome.nothing
    /// The number of the innermost file system on the way.
    private(set) var mount = 0
    /// The number of components that lead to it.
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
