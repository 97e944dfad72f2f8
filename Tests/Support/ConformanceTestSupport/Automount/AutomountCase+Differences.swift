public import AutomountResolver

extension AutomountCase {
    /// Whether the resolver covers the case: no sequence of steps, no directory listing, and no program that inspects
    /// its own process.
    public var isOneLookup: Bool {
        operation == nil && isOneStep
    }

    /// Whether the case is a single lookup or listing that depends only on files.
    public var isOneStep: Bool {
        steps == nil && path != nil && isReadFromFiles
    }

    /// Whether the result depends only on files and LDAP entries.
    var isReadFromFiles: Bool {
        let programs = (files ?? [:]).values.filter { $0.hasPrefix("#!") }
        let looksAtProcess = programs.contains { $0.contains("pwd") || $0.contains("env |") }
        return !looksAtProcess
    }

    /// The difference between resolved and recorded mounts, failed mounts or error; nil if they are
    /// equal.
    public var difference: String? {
        guard let path else { return nil }
        if operation == "list" { return listingDifference }
        let client = ObservedClient(self)
        var resolver = Resolver(source: client, facts: ResolverFacts(self))
        let first = resolver.resolve(path, answering: client.answer)
        let again = resolver.resolve(path, answering: client.answer)
        guard first.mounts == again.mounts, first.failure == again.failure else {
            return "\(id): resolved \(first.mounts), then \(again.mounts) by the same resolver"
        }
        return difference(of: first)
    }

    /// The difference between a resolution and the recorded result; nil if they are equal.
    public func difference(of resolution: Resolution) -> String? {
        let path = resolution.path
        let ours = resolution.mounts.map(Self.describe)
        let links = (expect.symlinks ?? []).map { "symlink \($0.target) [] \($0.path)" }
        let theirs = (expect.mounts ?? []).compactMap(Self.describe) + links
        let failed = resolution.failedMounts.map(Self.describe)
        let theirFailed = (expect.failedMounts ?? []).compactMap(Self.describe)
        let refuses = resolution.failure.map { $0.code != .noKey } ?? false
        // A path that automount does not serve depends on the machine.
        let asked = PathComponents(path.utf8)
        let isServed = (expect.master ?? []).map { PathComponents($0.mountPoint.utf8) }.contains {
            directory in
            directory.count > 0 && directory.holds(asked)
        }
        // The recorded mounts are fakes without contents, so a path inside does not exist.
        let isInside = refuses || expect.error != "ENOENT" ? false : isBelow(resolution.mounts.last, path)
        guard
            ours != theirs || failed != theirFailed
                || isServed && !isInside && refuses != (expect.error != nil)
        else {
            return nil
        }
        return """
            \(id): \(files?["/etc/auto.home"] ?? "") \(path)
              observed \(theirs) failed \(theirFailed) \(expect.error ?? "")
              resolved \(ours) failed \(failed) \(resolution.failure.map { "\($0.code.rawValue): \($0.message)" } ?? "")
            """
    }

    private func isBelow(_ mount: Mount?, _ path: String) -> Bool {
        guard let mount, mount.type != "symlink" else { return false }
        let directory = PathComponents(mount.mountPoint.utf8)
        let path = PathComponents(path.utf8)
        return path.count > directory.count && directory.holds(path)
    }

    func resolution(of path: String) -> Resolution {
        let client = ObservedClient(self)
        var resolver = Resolver(source: client, facts: ResolverFacts(self))
        return resolver.resolve(path, answering: client.answer)
    }

    private static func describe(_ mount: Mount) -> String {
        "\(mount.type) \(mount.source) \(mount.options) \(withoutSlash(mount.mountPoint))"
    }

    /// The directory without a trailing slash, as in the recording.
    private static func withoutSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private static func describe(_ mount: ObservedMount) -> String? {
        guard mount.fsck == nil else { return nil }
        return "\(mount.type ?? "") \(mount.source ?? "") \(mount.options ?? []) \(mount.mountPoint ?? "")"
    }
}
