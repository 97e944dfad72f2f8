import HostFiles
import MountMaps
import Synchronization
import SystemFiles
import SystemPackage

/// Names as the files below a root give them, and nothing else: where there are none, nothing resolves.
final class FileHostNames: HostNames {
    // A hosts file of a million lines fits in with room to spare.
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
        // gethostbyname(3) takes a name that reads as an address for one, and looks nothing up.
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
