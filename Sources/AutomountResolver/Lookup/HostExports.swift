import HostFiles
import MountMaps

/// The map of hosts: what a host exports, each at its own path below the host's name.
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
                help: "look a host up that exports something, or say in the facts what \(shown(host)) exports"
            )
        }
        guard facts.autofsVersion.takesRepeatedExports || Set(exports).count == exports.count else {
            throw ResolutionFailure(
                .noSuchKey,
                "\(shown(host)) names a path twice among its exports, of which automount then takes none",
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
    /// The options of a map of hosts: `nosuid` and `nodev` unless the options speak of suid or dev.
    init(ofHostsWith options: MasterMapOptions) {
        let text = Array(options.mountOptions.joined(separator: [MapByte.comma]))
        var added: [[UInt8]] = []
        if !EntryOptions.contains(text, Array("suid".utf8)) { added.append(Array("nosuid".utf8)) }
        if !EntryOptions.contains(text, Array("dev".utf8)) { added.append(Array("nodev".utf8)) }
        self.init(map: MapSourceName(name: Array("-hosts".utf8)), options: options.adding(added))
    }
}
