import AutomountResolver

extension AutomountCase {
    /// Whether the resolver takes the case on: not time and state, LDAP, listings of directories, and programs
    /// that look at their own process.
    public var isOneLookup: Bool {
        steps == nil && operation == nil && path != nil && isReadFromFiles
    }

    /// Whether files and nothing else decide what is read.
    var isReadFromFiles: Bool {
        let programs = (files ?? [:]).values.filter { $0.hasPrefix("#!") }
        let looksAtProcess = programs.contains { $0.contains("pwd") || $0.contains("env |") }
        return ldif == nil && !looksAtProcess
    }

    /// Where the mounts, the attempts or the refusal of the look-up differ from those observed; nil where they
    /// are the same.
    public var difference: String? {
        guard let path else { return nil }
        var resolver = Resolver(source: ObservedClient(self), facts: ResolverFacts(self))
        let resolution = resolver.resolve(path)
        let ours = resolution.mounts.map(Self.describe)
        let links = (expect.symlinks ?? []).map { "symlink \($0.target) [] \($0.path)" }
        let theirs = (expect.mounts ?? []).compactMap(Self.describe) + links
        let failed = resolution.failedMounts.map(Self.describe)
        let theirFailed = (expect.failedMounts ?? []).compactMap(Self.describe)
        let refuses = resolution.failure.map { $0.code != .noKey } ?? false
        guard ours != theirs || failed != theirFailed || refuses != (expect.error != nil) else {
            return nil
        }
        return """
            \(id): \(files?["/etc/auto.home"] ?? "") \(path)
              observed \(theirs) failed \(theirFailed) \(expect.error ?? "")
              resolved \(ours) failed \(failed) \(resolution.failure.map { "\($0.code.rawValue): \($0.message)" } ?? "")
            """
    }

    private static func describe(_ mount: Mount) -> String {
        "\(mount.type) \(mount.source) \(mount.options) \(mount.mountPoint)"
    }

    private static func describe(_ mount: ObservedMount) -> String? {
        guard mount.fsck == nil else { return nil }
        return "\(mount.type ?? "") \(mount.source ?? "") \(mount.options ?? []) \(mount.mountPoint ?? "")"
    }
}
