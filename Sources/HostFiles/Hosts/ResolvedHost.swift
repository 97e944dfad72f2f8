/// A host as returned by a name service.
public struct ResolvedHost: Sendable, Hashable {
    /// The canonical name.
    public let name: [UInt8]
    /// All addresses.
    public let addresses: [NetworkAddress]

    /// Makes a host.
    public init(name: [UInt8], addresses: [NetworkAddress]) {
        self.name = name
        self.addresses = addresses
    }
}
