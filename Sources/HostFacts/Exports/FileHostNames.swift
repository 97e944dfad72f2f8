import HostFiles
import MountMaps
import Synchronization
import SystemFiles
import SystemPackage

/// The names in the files below a root; without these files, no name resolves.
final class FileHostNames: HostNames {
    // Large enough for a hosts file with a million lines.
    private static let limit = 256 << 20

    private let hosts: HostsTable
    private let netgroups: NetgroupTable
    private let groupsByHost = Mutex<[[UInt8]: Set<[UInt8]>]>([:])

    init(below root: RootDirectory) throws(FileError) {
        hosts = HostsTable(try root.contents(of: "/etc/hosts", limit: Self.limit) ?? [])
        netgroups = NetgroupTable(try root.contents(of: "/etc/netgroup", limit: Self.limit) ?? [])
    }

    var failure: HostNamesFailure? { nil }

    func host(named name: [UInt8]) -> ResolvedHost? { hosts.host(named: name) }

    func name(of address: NetworkAddress) -> [UInt8]? { hosts.name(of: address) }

    func aliases(of name: [UInt8]) -> [[UInt8]] {
        // gethostbyname(3) returns a name that is an address without looking it up.
        NetworkAddress(lenient: name[...]) == nil ? hosts.aliases(of: name) : []
    }

    func isMember(_ host: [UInt8], of netgroup: [UInt8]) -> Bool {
        groupsByHost.withLock { known in
            if let groups = known[host] { return groups.contains(netgroup) }
            let groups = netgroups.groups(of: host)
            known[host] = groups
            return groups.contains(netgroup)
        }
    }

    func hasHosts(_ netgroup: [UInt8]) -> Bool { netgroups.hasHosts(netgroup) }
}
