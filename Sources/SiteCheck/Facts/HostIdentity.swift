import AutomountResolver
import HostFiles
import MountMaps
import SourceText

/// Decides which hosts in maps are the machine that the site was read from.
struct HostIdentity: Sendable {
    private let names: Set<String>
    private let addresses: Set<NetworkAddress>
    private let hosts: HostsTable
    /// The only server in all maps, if nothing else shows which machine these files are from.
    private let onlyServer: String?

    init(_ site: Site) {
        // localhost is not included: on every client it means the client itself.
        var names: Set<String> = []
        let own = site.host.name?.lowercased()
        if let own {
            names.insert(own)
            names.insert(String(own.prefix { $0 != "." }))
            names.formUnion(Self.aliases(of: own, in: site.hostsFile?.bytes ?? []))
        }
        if let server = site.expectations.server?.lowercased() { names.insert(server) }
        self.names = names
        hosts = site.hosts
        let listed = names.flatMap { site.hosts.host(named: Array($0.utf8))?.addresses ?? [] }
        // A loopback address means each client itself: automount bind-mounts the directory there without a server.
        addresses = Set((site.host.addresses + listed).filter { !$0.isLoopback })
        let isUnknown = own == nil && site.expectations.server == nil && site.kind != .host
        onlyServer = isUnknown ? Self.onlyServer(of: site.maps) : nil
    }

    /// Whether a host in a location is this machine.
    func isThis(_ host: [UInt8]) -> Bool {
        let name = String(decoding: host, as: UTF8.self).lowercased()
        if names.contains(name) || name == onlyServer { return true }
        let unwrapped = host.first == UInt8(ascii: "[") ? host.dropFirst().dropLast() : host[...]
        if let address = NetworkAddress(strict: unwrapped) { return addresses.contains(address) }
        return hosts.host(named: host)?.addresses.contains(where: addresses.contains) ?? false
    }

    /// The names on lines of hosts(5) that contain the machine's own name.
    private static func aliases(of own: String, in bytes: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        for line in bytes.split(separator: .lineFeed) {
            let content = line.prefix { $0 != .hash }
            let fields = content.split {
                $0 == .blank || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
            }
            .dropFirst().map { String(decoding: $0, as: UTF8.self).lowercased() }
            if fields.contains(own) { names.formUnion(fields) }
        }
        return names.subtracting(["localhost"])
    }

    /// The server of all locations, if there is only one.
    private static func onlyServer(of maps: SiteMaps) -> String? {
        var server: [UInt8]?
        var reader = AutomountOptionReader()
        for file in maps.files {
            for entry in file.document.entries {
                for location in MapLocations(entry, in: file, reading: &reader).locations {
                    for host in location.hosts where !host.isEmpty {
                        if let server, server != host { return nil }
                        server = host
                    }
                }
            }
        }
        return server.map { String(decoding: $0, as: UTF8.self).lowercased() }
    }
}
