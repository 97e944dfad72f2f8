import HostFiles
import MountMaps

/// One address from which an NFS mount can be tried.
struct Replica {
    /// How near a server is; nearer ones are tried first (`include/replicated.h`, `lib/parse_subs.c: get_proximity`;
    /// cases replicated-046, replicated-048, replicated-050).
    enum Proximity: Int, Comparable {
        case local
        case subnet
        case network
        case other

        static func < (left: Proximity, right: Proximity) -> Bool { left.rawValue < right.rawValue }
    }

    /// The text before the colon of the source.
    let name: String
    /// The host as the entry names it; empty for a path of the client.
    let location: Location
    let proximity: Proximity
    let server: ResolverFacts.Server
    let cost: Int
}

/// Finds the servers of a list of locations and puts them in the order in which automount tries them.
///
/// The rules, all in `modules/replicated.c` unless another source is named:
/// 1. A host without an address is dropped (`add_host_addrs`; cases replicated-033 to replicated-037).
/// 2. If a name has several addresses of one family, each is a server and is written into the source, unless
///    `use_hostname_for_mounts` is set (`add_host_addrs`, `modules/mount_nfs.c: mount_mount`; cases replicated-059,
///    replicated-060, replicated-067, replicated-068).
/// 3. Short and octal forms are addresses and are not looked up (`add_host_addrs`, `AI_NUMERICHOST`;
///    cases address-forms-002 to address-forms-017).
/// 4. A server goes before those that are equally near, and after those that cost less if it has a cost (`add_host`;
///    cases rule-local-order-036, replicated-009, replicated-016).
/// 5. Servers that answer are put into a second list in the same way, so equal ones end up in the order of the map. If
///    all are local there is no second list, and they stay reversed (`prune_host_list`; cases rule-local-order-036,
///    replicated-053, replicated-054).
/// 6. A single server that is not local is asked too, unless `mount_wait` is set. Debian's package does not look at the
///    versions of kernel and mount.nfs for that (`debian/patches/remove-kernel-mount.nfs-version-check.patch`;
///    cases locations-113, rule-settings-077).
/// 7. Servers that do not answer are dropped (`get_vers_and_cost`, `prune_host_list`; cases replicated-038,
///    replicated-039, replicated-040).
/// 8. The version that most of the nearest servers offer is chosen, the newer one of equals. Servers without it are
///    dropped (`prune_host_list`; cases rule-nfs-version-004, rule-nfs-version-005, rule-nfs-version-009,
///    rule-nfs-version-014).
/// 9. The cost is the time of an answer, or 1 with `use-weight-only`, times weight + 1 (`get_nfs_info`,
///    `get_supported_ver_and_cost`; cases replicated-015, replicated-016, replicated-052).
/// 10. With `use-weight-only` all servers except local ones count as equally near (`add_new_host`;
///     cases replicated-051, replicated-052, rule-nfs-version-013).
///
/// Without facts about names, only `localhost` and the client's own name are local.
struct ReplicaOrder {
    let context: ResolverContext
    /// The versions of NFS that servers are asked for; `nil` if they are not asked.
    let versions: Set<Int>?
    let usesWeightOnly: Bool

    var trace: Trace? { context.trace }
    private var facts: ResolverFacts { context.facts }
    /// Whether a server is asked if it is the only one that is not local (cases locations-113, rule-settings-077).
    private var probesSingleServers: Bool { context.configuration.probesSingleServers }

    /// The servers that resolve and answer, in order: local ones first, then by proximity, then by cost.
    func replicas(of locations: [Location]) -> [Replica] {
        var listed: [Replica] = []
        for location in locations {
            let replicas = addresses(of: location)
            if replicas.isEmpty { drop(location, since: "its name has no address") }
            for replica in replicas { insert(replica, into: &listed, byCost: false) }
        }
        let remote = listed.filter { $0.proximity != .local }
        guard let versions, !remote.isEmpty, probesSingleServers || remote.count > 1 else {
            explain(listed)
            return listed
        }
        for replica in remote where !replica.server.answers {
            drop(replica.location, since: "\(replica.name) does not answer")
        }
        let answering = served(remote.filter(\.server.answers), by: versions)
        let local = listed.filter { $0.proximity == .local }
        guard !answering.isEmpty else {
            explain(local)
            return local
        }
        var replicas: [Replica] = []
        for replica in local + answering { insert(replica, into: &replicas, byCost: true) }
        explain(replicas)
        return replicas
    }

    /// Inserts a server before those that are equally near and, if cost counts, after those that cost less.
    private func insert(_ replica: Replica, into list: inout [Replica], byCost: Bool) {
        var place = list.firstIndex { rank($0) >= rank(replica) } ?? list.count
        if byCost, replica.proximity != .local {
            while place < list.count, rank(list[place]) == rank(replica), list[place].cost < replica.cost {
                place += 1
            }
        }
        list.insert(replica, at: place)
    }

    /// The proximity that counts (`add_new_host`; cases replicated-051, replicated-052).
    private func rank(_ replica: Replica) -> Replica.Proximity {
        usesWeightOnly && replica.proximity != .local ? .subnet : replica.proximity
    }

    /// The servers that offer the version that most of the nearest ones offer; the newer version wins a tie.
    ///
    /// The nearest group is the first in which a server offers a version that was asked for (`prune_host_list`;
    /// case rule-nfs-version-014).
    private func served(_ replicas: [Replica], by versions: Set<Int>) -> [Replica] {
        let text = versions.sorted(by: >).map(String.init).joined(separator: " or ")
        let served = replicas.filter { replica in
            if !versions.isDisjoint(with: replica.server.versions) { return true }
            let reason = "it does not serve NFS version \(text), which automount asks for"
            drop(replica.location, since: reason)
            return false
        }
        guard served.count > 1, let nearest = served.map(rank).min() else { return served }
        let near = served.filter { rank($0) == nearest }
        let counts = versions.sorted(by: >).map { version in
            (version: version, count: near.count { $0.server.versions.contains(version) })
        }
        guard let best = counts.map(\.count).max(),
            let version = counts.first(where: { $0.count == best })?.version
        else { return [] }
        return served.filter { replica in
            if replica.server.versions.contains(version) { return true }
            drop(replica.location, since: "it does not serve version \(version), as most of the nearest do")
            return false
        }
    }

    private func addresses(of location: Location) -> [Replica] {
        guard !location.host.isEmpty else {
            return [replica(named: "", location, address: nil, proximity: .local)]
        }
        guard let addresses = resolve(location.host) else {
            let isLocal = ["localhost", facts.host].contains(Self.withoutBrackets(location.host))
            return [
                replica(named: location.host, location, address: nil, proximity: isLocal ? .local : .other)
            ]
        }
        return addresses.compactMap { text in
            guard let address = NetworkAddress(written: text) else { return nil }
            let relatives = addresses.compactMap(NetworkAddress.init(written:)).count {
                $0.isOfFamily(of: address)
            }
            let name =
                relatives > 1 && !context.configuration.usesHostNamesForMounts
                ? bracketed(text) : location.host
            return replica(named: name, location, address: text, proximity: proximity(of: address))
        }
    }

    private func replica(
        named name: String,
        _ location: Location,
        address: String?,
        proximity: Replica.Proximity
    ) -> Replica {
        let isNowhere = address.flatMap(NetworkAddress.init(written:))?.isOfNoHost ?? false
        let server = address.flatMap { facts.servers[$0] } ?? ResolverFacts.Server(answers: !isNowhere)
        // A delay comes from a file, so it can be any number.
        let roundTrip = usesWeightOnly ? 1 : min(server.delay, 1 << 40) + 1
        let cost = roundTrip.multipliedReportingOverflow(by: location.weight + 1)
        return Replica(
            name: name,
            location: location,
            proximity: proximity,
            server: server,
            cost: cost.overflow ? .max : cost.partialValue
        )
    }

    /// The addresses of a host; `nil` without facts about names, when every name counts as one that resolves.
    private func resolve(_ host: String) -> [String]? {
        if NetworkAddress(written: host) != nil { return [host.filter { $0 != "[" && $0 != "]" }] }
        let name = Self.withoutBrackets(host)
        // The C library takes short forms such as 127.1 for addresses and looks nothing up (cases address-forms-002 to
        // address-forms-017).
        if let address = NetworkAddress(lenient: Array(name.utf8)[...]) { return [address.description] }
        guard let hosts = facts.hosts else { return nil }
        return hosts[name] ?? hosts[name.lowercased()] ?? []
    }

    /// A host as automount asks for its addresses: brackets go, around a name too (`modules/replicated.c`: `add_host_addrs`).
    private static func withoutBrackets(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") && host.count > 2
            ? String(host.dropFirst().dropLast()) : host
    }

    private func bracketed(_ address: String) -> String {
        address.contains(":") ? "[\(address)]" : address
    }

    private func proximity(of address: NetworkAddress) -> Replica.Proximity {
        if address.isLoopback { return .local }
        var nearest = Replica.Proximity.other
        for own in facts.localAddresses {
            let parts = own.split(separator: "/", maxSplits: 1)
            guard let first = parts.first, let local = NetworkAddress(written: String(first)) else {
                continue
            }
            if local == address { return .local }
            let prefix = parts.count > 1 ? Int(parts[1]) : nil
            if local.shares(prefix ?? local.bitWidth, with: address) {
                nearest = min(nearest, .subnet)
            } else if let classful = local.classfulPrefix, local.shares(classful, with: address) {
                nearest = min(nearest, .network)
            }
        }
        return nearest
    }
}
