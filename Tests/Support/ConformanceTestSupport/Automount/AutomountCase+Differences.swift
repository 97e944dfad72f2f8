public import AutomountResolver

extension AutomountCase {
    /// Whether the resolver takes the case on: not time and state, LDAP, listings of directories, and programs
    /// that look at their own process.
    public var isOneLookup: Bool {
        steps == nil && operation == nil && path != nil && isReadFromFiles
    }

    /// Whether the outcome depends on nothing but files and known facts: the daemon lived, and no host had to
    /// be found that the machine does not know.
    public var isComparable: Bool { obstacle == nil }

    /// What keeps the case from being compared with anything; nil where nothing does.
    public var notComparable: String? { obstacle ?? (dependsOnSpeed ? "the speed of servers" : nil) }

    private var obstacle: String? {
        switch expect.error {
        case "DAEMON_CRASHED": "automount crashed"
        case "TIMEOUT": "no answer in time"
        case "DAEMON_START_TIMEOUT": "automount did not start"
        default:
            if expect.master == nil || expect.daemonExit != nil {
                "automount did not start"
            } else {
                isOneLookup ? nil : "not one look-up in files"
            }
        }
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
        return difference(of: resolution(of: path))
    }

    /// Where a resolution of the path differs from what was observed; nil where it is the same.
    public func difference(of resolution: Resolution) -> String? {
        let path = resolution.path
        let ours = resolution.mounts.map(Self.describe)
        let links = (expect.symlinks ?? []).map { "symlink \($0.target) [] \($0.path)" }
        let theirs = (expect.mounts ?? []).compactMap(Self.describe) + links
        let failed = resolution.failedMounts.map(Self.describe)
        let theirFailed = (expect.failedMounts ?? []).compactMap(Self.describe)
        let refuses = resolution.failure.map { $0.code != .noKey } ?? false
        // What is at a path that automount does not serve is for the machine to say.
        let isServed = resolution.failure?.code != .noMountPoint
        guard ours != theirs || failed != theirFailed || isServed && refuses != (expect.error != nil) else {
            return nil
        }
        return """
            \(id): \(files?["/etc/auto.home"] ?? "") \(path)
              observed \(theirs) failed \(theirFailed) \(expect.error ?? "")
              resolved \(ours) failed \(failed) \(resolution.failure.map { "\($0.code.rawValue): \($0.message)" } ?? "")
            """
    }

    /// Whether the first of several servers that answers is mounted, so that their speed decides.
    var dependsOnSpeed: Bool {
        resolution(of: path ?? "/").mounts.contains { $0.locations.count > 1 }
    }

    private func resolution(of path: String) -> Resolution {
        let client = ObservedClient(self)
        var resolver = Resolver(source: client, facts: ResolverFacts(self))
        return resolver.resolve(path, answering: client.answer)
    }

    private static func describe(_ mount: Mount) -> String {
        "\(mount.type) \(mount.source) \(mount.options) \(withoutSlash(mount.mountPoint))"
    }

    /// The directory as the observation has it, without a slash at its end.
    private static func withoutSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private static func describe(_ mount: ObservedMount) -> String? {
        guard mount.fsck == nil else { return nil }
        return "\(mount.type ?? "") \(mount.source ?? "") \(mount.options ?? []) \(mount.mountPoint ?? "")"
    }
}
