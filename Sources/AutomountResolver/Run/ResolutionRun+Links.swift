import MountMaps

extension ResolutionRun {
    /// Follows a path that no mount point holds by the links on it; `nil` where there are none.
    mutating func followLinks(on path: PathComponents, among points: MountPointIndex) -> End? {
        let hasDirect = !points.directKeys.sources.isEmpty
        let keys =
            hasDirect ? context.library.directKeyTable(of: points.directKeys, by: context.locator) : nil
        let followed = FollowedPath(path) { directory in
            let bytes = directory.bytes
            return points.directory(named: bytes[...]) != nil || keys?.positions(at: bytes).isEmpty == false
        } target: { path in
            context.library.source.link(at: path)
        }
        guard let followed, let link = followed.link else { return nil }
        let detail = "\(shownName(link.path.text)) is a link to \(shownName(link.text))"
        trace?.note(.link, path.bytes, followed.path.bytes, detail: detail)
        var end = follow(followed.path, among: points)
        guard let failure = end.failure, failure.code == .noMountPoint else { return end }
        end.failure = ResolutionFailure(
            .noMountPoint,
            "\(failure.message): \(detail), so that it leads to \(shown(followed.path.bytes))",
            help: failure.help,
            file: failure.file,
            line: failure.line
        )
        return end
    }
}
