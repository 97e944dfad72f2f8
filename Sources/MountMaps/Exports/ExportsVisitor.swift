/// A machine that asks for exports, as rpc.mountd knows it.
public struct ExportsVisitor: Sendable {
    /// The address from which it asks.
    public let address: NetworkAddress
    /// The reverse name of the address, then its aliases; empty where it has no name.
    public let names: [[UInt8]]
    /// Whether a netgroup, named without `@`, has a host of this name or address.
    let isMember: @Sendable (_ netgroup: [UInt8], _ host: [UInt8]) -> Bool
    private let addressText: [UInt8]

    /// Describes a machine; nil where the address is none.
    ///
    /// - Parameters:
    ///   - address: The address from which it asks, as text.
    ///   - names: The reverse name of the address, then its aliases; empty where it has no name.
    ///   - isMember: Whether a netgroup, named without `@`, has a host of this name or address.
    public init?(
        address: [UInt8],
        names: [[UInt8]],
        isMember: @escaping @Sendable (_ netgroup: [UInt8], _ host: [UInt8]) -> Bool
    ) {
        guard let parsed = NetworkAddress(strict: address[...]) else { return nil }
        self.address = parsed
        self.names = names
        self.isMember = isMember
        addressText = address
    }

    /// Whether an export is meant for this machine.
    func matches(_ export: ExportsTable.Export) -> Bool {
        switch export.kind {
        case .host: export.addresses.contains(address)
        case .subnet: (try? ExportSubnet(export.client[...]))?.contains(address) ?? false
        case .wildcard: names.contains(where: HostPattern(export.client).matches)
        case .netgroup: isInNetgroup(Array(export.client.dropFirst()))
        case .anonymous: true
        case .gss: false
        }
    }

    /// By name, aliases, address, and the name up to its first dot; a machine without a name is in no netgroup.
    private func isInNetgroup(_ netgroup: [UInt8]) -> Bool {
        guard let name = names.first else { return false }
        let short = Array(name.prefix { $0 != UInt8(ascii: ".") })
        return (names + [addressText, short]).contains { isMember(netgroup, $0) }
    }
}

extension ExportSubnet {
    /// Whether rpc.mountd takes an address for one of the subnet.
    ///
    /// A prefix length of zero compares 32 bits instead of none, an undefined shift in every version so far.
    public func contains(_ other: NetworkAddress) -> Bool {
        switch (address, other) {
        case (.v4, .v4), (.v6, .v6): break
        default: return false
        }
        let mask: Bits
        switch size {
        case .prefix(0): mask = Bits(leading: 32)
        case .prefix(let length): mask = Bits(leading: length)
        case .mask(let address): mask = Bits(address)
        }
        return bits & mask == Bits(other) & mask
    }
}
