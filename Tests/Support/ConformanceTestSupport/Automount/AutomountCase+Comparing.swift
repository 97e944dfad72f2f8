import AutomountResolver
import HostFiles
import MountMaps

extension AutomountCase {
    /// Whether the outcome depends only on files and known facts: the daemon stayed up, and no host had to
    /// be resolved that the machine does not know.
    public var isComparable: Bool { isOneLookup && obstacle == nil }

    /// The reason why the case cannot be compared; nil if it can.
    public var notComparable: String? {
        if let obstacle { return obstacle }
        guard operation != "list" else { return listing == nil ? "a listing where no map waits" : nil }
        if dependsOnSpeed { return "the speed of servers" }
        let resolution = resolution(of: path ?? "/")
        if bindsWhatIsMounted(resolution) { return "a bind of what automount mounts itself" }
        if expect.error == nil, resolution.failure?.message.contains("module for afs makes") == true {
            return "a link of the type afs, which leads where the machine says"
        }
        if namesUnknownAddress(resolution) { return "an address outside the network of the observation" }
        return failsAgain(resolution) ? "mounts that are tried again after maps were read again" : nil
    }

    /// Whether a host is written as a number for an address outside the known networks, which only the network can
    /// decide to reach or not.
    private func namesUnknownAddress(_ resolution: Resolution) -> Bool {
        let known = ["0.0.0.0", "127.", "192.0.2.", "198.51.100.", "203.0.113."]
        return resolution.mounts.flatMap(\.locations).contains { location in
            let host = Array(location.host.utf8)[...]
            guard NetworkAddress(strict: host) == nil, let address = NetworkAddress(lenient: host) else {
                return false
            }
            return !known.contains(where: address.description.hasPrefix)
        }
    }

    /// Whether automount binds a directory below one of its own mount points, which triggers another lookup.
    private func bindsWhatIsMounted(_ resolution: Resolution) -> Bool {
        let points = (expect.master ?? []).filter { $0.kind == "indirect" }.map(\.mountPoint)
        return resolution.mounts.contains { mount in
            guard mount.type == "bind" else { return false }
            let source = "/" + mount.source.split(separator: "/").joined(separator: "/") + "/"
            return points.contains { source.hasPrefix($0 + "/") && source != $0 + "/" }
        }
    }

    /// Whether the kernel repeated a failed request.
    ///
    /// It does so while automount reads a map again because an include cannot be read: automount then forgets its
    /// failures.
    private func failsAgain(_ resolution: Resolution) -> Bool {
        let ours = resolution.failedMounts.map { [$0.mountPoint, $0.source] }
        let observed = (expect.failedMounts ?? []).map { [$0.mountPoint ?? "", $0.source ?? ""] }
        let hasIncludes = (files ?? [:]).values.contains { ("\n" + $0).contains("\n+") }
        guard hasIncludes, !ours.isEmpty, resolution.mounts.isEmpty, observed.count > ours.count else {
            return false
        }
        return observed.count % ours.count == 0
            && observed.indices.allSatisfy { observed[$0] == ours[$0 % ours.count] }
    }

    private var obstacle: String? {
        switch expect.error {
        case "DAEMON_CRASHED": return "automount crashed"
        case "EACCES": return "a mount point that --mode closes to the user"
        case "TIMEOUT": return "no answer in time"
        case "DAEMON_START_TIMEOUT": return "automount did not start"
        case "ELOOP": return "a loop that the kernel finds"
        default: break
        }
        if expect.master == nil || expect.daemonExit != nil { return "automount did not start" }
        if !isOneStep { return "several steps, LDAP or a program that looks at itself" }
        if path?.contains("/..") == true { return "a path that goes back" }
        if arguments?.contains(where: { $0 == "-F" || $0 == "--force" }) == true { return "automount -F" }
        if texts.contains(where: { $0.key.contains("master") && $0.value.contains(0) }) {
            return "a NUL in the master map"
        }
        let text = (files ?? [:]).values.joined(separator: "\n")
        if text.contains("[ /") || text.contains(",amd") { return "a map of amd" }
        if let file = texts["/etc/nsswitch.conf"], NameServiceSwitch(file).sources == nil || file.last != 10 {
            return "what a broken nsswitch.conf leaves in automount's scanner"
        }
        let resolver = Resolver(source: ObservedClient(self), facts: ResolverFacts(self))
        if resolver.mountsEntriesAtStart() { return "entries that automount mounts at its start" }
        return nil
    }

    /// Whether the speed of servers decides which one is tried first.
    ///
    /// That is so if the maps do not select by weight only, and the known delays of two servers overlap.
    private var dependsOnSpeed: Bool {
        let lines = texts.filter { $0.key.contains("master") }.values
            .flatMap { $0.split(separator: UInt8(ascii: "\n")) }.map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.hasPrefix("/") }
        let all = (files ?? [:]).values.joined()
        // If only one of several mount points selects by weight, another one may serve the path.
        let isByWeight =
            !lines.isEmpty && lines.allSatisfy { $0.contains("use-weight-only") || $0.contains("-w") }
        if isByWeight, !all.contains("no-use-weight-only") { return false }
        let resolution = resolution(of: path ?? "/")
        let facts = ResolverFacts(self)
        return Set((resolution.mounts + resolution.failedMounts).map(\.locations)).contains { locations in
            Self.overlap(locations.flatMap { Self.costs(of: $0, by: facts) })
        }
    }

    /// The range of costs that automount may compute for a server.
    private struct Cost {
        let isNear: Bool
        let least: Int
        let most: Int
    }

    private static func costs(of location: Location, by facts: ResolverFacts) -> [Cost] {
        let local: Set<String> = ["192.0.2.1", "127.0.0.1", "::1", "2001:db8::1"]
        let bare = location.host.filter { $0 != "[" && $0 != "]" }
        let addresses = facts.hosts?[bare] ?? facts.hosts?[bare.lowercased()] ?? [bare]
        return addresses.filter { !local.contains($0) }.map { address in
            // With a weight, the number of probes counts too, which depends on the NFS versions of the server.
            let delay = facts.servers[address]?.delay ?? 0
            let factor = min(location.weight, 1 << 20) + 1
            return Cost(
                isNear: address.hasPrefix("192.0.2.") || address.hasPrefix("2001:db8::"),
                least: delay * factor,
                most: (delay + 30) * factor * (factor > 1 ? 3 : 1)
            )
        }
    }

    private static func overlap(_ costs: [Cost]) -> Bool {
        [true, false].contains { isNear in
            let sorted = costs.filter { $0.isNear == isNear }.sorted { $0.least < $1.least }
            return zip(sorted, sorted.dropFirst()).contains { $1.least < $0.most }
        }
    }
}
