import HostFiles
import MountMaps

/// The built-in map of hosts: what a host exports, each export at its own path below the host's name.
///
/// The rules:
/// 1. Each export becomes an offset, and its path and location are quoted (`modules/lookup_hosts.c: tree_host_work`;
///    cases hosts-map-002, hosts-map-009).
/// 2. A host without exports is not a key (`modules/lookup_hosts.c: get_exports`, `lookup_mount`; cases hosts-map-007,
///    hosts-map-008, hosts-map-025).
/// 3. Up to 5.1.8, a path that is exported twice makes the host unusable; 5.1.9 ignores the repetition
///    (`lib/mounts.c: tree_add_node`; case rule-hosts-map-046 in both versions).
/// 4. A host may be given by its address, and its name in capitals (cases hosts-map-023, rule-hosts-map-045). Of
///    several addresses the first that answers is taken to be asked (no case).
struct HostExports {
    let facts: ResolverFacts

    /// The entry of a host, as a multi-mount.
    func entry(for host: [UInt8]) throws(ResolutionFailure) -> FoundEntry {
        let name = String(decoding: host, as: UTF8.self)
        let exports = exports(of: name)
        guard !exports.isEmpty else {
            throw ResolutionFailure(
                .noSuchKey,
                "\(shown(host)) is not known to export anything",
                help: "look up a host that exports something, or add the host's exports to the facts"
            )
        }
        guard facts.autofsVersion.takesRepeatedExports || Set(exports).count == exports.count else {
            throw ResolutionFailure(
                .noSuchKey,
                "\(shown(host)) exports a path twice, and automount then ignores all its exports",
                help: "export each path of \(shown(host)) in one entry"
            )
        }
        var value: [UInt8] = []
        for export in exports {
            let path = [MapByte.quote] + Array(export.utf8) + [MapByte.quote]
            value += path + [MapByte.space] + host + [MapByte.colon] + path + [MapByte.space]
        }
        return FoundEntry(value: value, rule: .exportsOfHost, file: "-hosts", line: nil, key: host)
    }

    private func exports(of host: String) -> [String] {
        let isAddress = NetworkAddress(written: host) != nil
        let addresses = isAddress ? [host] : facts.hosts?[host] ?? facts.hosts?[host.lowercased()] ?? []
        for address in addresses {
            if let server = facts.servers[address], server.answers { return server.exports }
        }
        return []
    }
}

extension MasterMapSource {
    /// The options of a map of hosts: `nosuid` and `nodev` are added unless the options contain the letters `suid` or
    /// `dev` (`modules/parse_sun.c: sun_mount`, `strstr`; cases hosts-map-002, hosts-map-012, hosts-map-013,
    /// hosts-map-018, rule-submount-map-023).
    init(ofHostsWith options: MasterMapOptions) {
        let text = Array(options.mountOptions.joined(separator: [MapByte.comma]))
        var added: [[UInt8]] = []
        if !EntryOptions.contains(text, Array("suid".utf8)) { added.append(Array("nosuid".utf8)) }
        if !EntryOptions.contains(text, Array("dev".utf8)) { added.append(Array("nodev".utf8)) }
        self.init(map: MapSourceName(name: Array("-hosts".utf8)), options: options.adding(added))
    }
}
