import MountMaps

/// A path with its symbolic links followed, as the kernel does before it reaches a mount point (path_resolution(7)).
package struct FollowedPath: Sendable {
    /// The most links that the kernel follows on one path.
    private static let limit = 40

    /// Where the path leads.
    package private(set) var path: PathComponents
    /// The first link and its text; nil if there is none.
    package private(set) var link: (path: PathComponents, text: String)?

    /// Follows a path; nil where links go round in a circle.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - isMountPoint: Whether automount mounts on a directory: what lies below it is not looked at.
    ///   - target: The text of the link at a path; nil if it is not a link.
    package init?(
        _ path: PathComponents,
        isMountPoint: (PathComponents) -> Bool,
        target: (String) -> String?
    ) {
        var done = PathComponents([UInt8]())
        var rest = path.components[...]
        var count = 0
        while let name = rest.popFirst() {
            let next = PathComponents(done.bytes + [MapByte.slash] + name)
            if isMountPoint(next) {
                self.path = PathComponents(
                    next.bytes + [MapByte.slash] + rest.joined(separator: [MapByte.slash])
                )
                return
            }
            guard next.count > done.count, let text = target(next.text) else {
                done = next
                continue
            }
            count += 1
            guard count <= Self.limit else { return nil }
            link = link ?? (next, text)
            if text.hasPrefix("/") { done = PathComponents([UInt8]()) }
            rest = text.utf8.split(separator: MapByte.slash).map(Array.init)[...] + rest
        }
        self.path = done
    }
}
