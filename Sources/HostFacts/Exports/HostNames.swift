import HostFiles
import MountMaps

/// What a machine's name services know of hosts and netgroups.
protocol HostNames: Sendable {
    /// The canonical name and the addresses of a host.
    func host(named name: [UInt8]) -> ResolvedHost?
    /// The reverse name of an address.
    func name(of address: NetworkAddress) -> [UInt8]?
    /// The other names of a host, as gethostbyname(3) tells them.
    func aliases(of name: [UInt8]) -> [[UInt8]]
    /// Whether a host of this name or address is in a netgroup.
    func isMember(_ host: [UInt8], of netgroup: [UInt8]) -> Bool
    /// Whether a netgroup has any host.
    func hasHosts(_ netgroup: [UInt8]) -> Bool
    /// Why some answer above may be wrong: names could not be asked for.
    var failure: HostNamesFailure? { get }
}

/// Name services that did not answer in time.
public struct HostNamesFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What could not be done, for which name, and what to do.
    public let description: String
}
