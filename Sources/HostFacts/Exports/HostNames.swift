import HostFiles
import MountMaps

/// The hosts and netgroups in a machine's name services.
protocol HostNames: Sendable {
    /// Returns the canonical name and the addresses of a host.
    func host(named name: [UInt8]) -> ResolvedHost?
    /// Returns the reverse name of an address.
    func name(of address: NetworkAddress) -> [UInt8]?
    /// Returns the aliases of a host, as gethostbyname(3) does.
    func aliases(of name: [UInt8]) -> [[UInt8]]
    /// Whether a host with this name or address is in a netgroup.
    func isMember(_ host: [UInt8], of netgroup: [UInt8]) -> Bool
    /// Whether a netgroup has any host.
    func hasHosts(_ netgroup: [UInt8]) -> Bool
    /// Why some answers may be wrong: name services did not answer; nil if they did.
    var failure: HostNamesFailure? { get }
}

/// The failure of name services to answer in time.
public struct HostNamesFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problem, the name, and what to do.
    public let description: String
}
