import HostFiles
import MountMaps

/// One address from which an NFS mount can be tried.
struct Replica {
    /// How near a server is; a nearer one is tried first.
    enum Proximity: Int, Comparable {
        case local
        case subnet
        case network
        case other

        static func < (left: Proximity, right: Proximity) -> Bool { left.rawValue < right.rawValue }
    }

    /// What stands before the colon of the source.
    let name: String
    /// The host as the entry names it; empty for a path of the client.
    let location: Location
    let proximity: Proximity
    let server: ResolverFacts.Server
    let cost: Int
}

/// Finds the replicas of a list of locations and puts them in the order in which automount tries them.
struct ReplicaOrder {
    let context: ResolverContext
    /// The versions of NFS that servers are asked for; `nil` where they are not asked.
    let versions: Set<Int>?
    let usesWeightOnly: Bool

    var trace: Trace? { context.trace }
    private var facts: ResolverFacts { context.facts }
    /// Whether a server is asked where it is the only one that is not local.
    private var probesSingleServers: Bool { context.configuration.probesSingleServers }

    /// The replicas that resolve and answer, in the order in which automount tries them: local ones, then nearer before
    /// farther, then cheaper before dearer.
    ///
    /// Automount puts each into a list before those that are as near and as dear. It does so a second time for those that
    /// answer, unless all of them are local; so equal ones stand as in the map, or the other way round.
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

    /// Puts a replica before those that are as near, and where cost counts after those that are cheaper.
    private func insert(_ replica: Replica, into list: inout [Replica], byCost: Bool) {
        var place = list.firstIndex { rank($0) >= rank(replica) } ?? list.count
        if byCost, replica.proximity != .local {
            while place < list.count, rank(list[place]) == rank(replica), list[place].cost < replica.cost {
                place += 1
            }
        }
        list.insert(replica, at: place)
    }

    private func rank(_ replica: Replica) -> Replica.Proximity {
        usesWeightOnly && replica.proximity != .local ? .subnet : replica.proximity
    }

    /// Those that serve the version that most of the nearest serve, of the versions that they are asked for; a tie goes to
    /// the newer one.
    private func served(_ replicas: [Replica], by versions: Set<Int>) -> [Replica] {
        let text = versions.sorted(by: >).map(String.init).joined(separator: " or ")
        let served = replicas.filter { replica in
            if !versions.isDisjoint(with: replica.server.versions) { return true }
            let reason = "it does not serve version \(text) of NFS, for which automount asks"
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
            let isLocal = location.host == "localhost" || location.host == facts.host
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
        // A delay is a fact that somebody wrote down: any number.
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

    /// The addresses of a host; `nil` where nothing is known of names and every name is taken to resolve.
    private func resolve(_ host: String) -> [String]? {
        if NetworkAddress(written: host) != nil { return [host.filter { $0 != "[" && $0 != "]" }] }
        // The C library takes short forms such as 127.1 for addresses, and asks nobody.
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let bare = isBracketed ? Array(host.utf8.dropFirst().dropLast()) : Array(host.utf8)
        if let address = NetworkAddress(lenient: bare[...]) { return [address.description] }
        guard let hosts = facts.hosts else { return nil }
        return hosts[host] ?? hosts[host.lowercased()] ?? []
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
