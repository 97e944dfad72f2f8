public import HostFiles

/// The names of a machine as rpc.mountd learns them from the address that asks.
public struct VisitorNames: Sendable, Hashable {
    /// The reverse name of the address; nil where it has none.
    public let name: [UInt8]?
    /// What else gethostbyname(3) calls a host of that name.
    public let aliases: [[UInt8]]
    /// Where the reverse name reads as an address itself, the reverse name of that one.
    public let nameOfName: [UInt8]?

    /// Names a machine.
    public init(name: [UInt8]?, aliases: [[UInt8]] = [], nameOfName: [UInt8]? = nil) {
        self.name = name
        self.aliases = aliases
        self.nameOfName = nameOfName
    }
}

/// A machine that asks for exports, as rpc.mountd knows it.
public struct ExportsVisitor: Sendable {
    /// The address from which it asks.
    public let address: NetworkAddress
    /// Its names.
    public let names: VisitorNames
    private let isMember: @Sendable (_ host: [UInt8], _ netgroup: [UInt8]) -> Bool

    /// Describes a machine.
    ///
    /// - Parameters:
    ///   - address: The address from which it asks.
    ///   - names: Its names.
    ///   - isMember: Whether a host of this name or address is in a netgroup, named without `@`.
    public init(
        address: NetworkAddress,
        names: VisitorNames,
        isMember: @escaping @Sendable (_ host: [UInt8], _ netgroup: [UInt8]) -> Bool
    ) {
        self.address = address
        self.names = names
        self.isMember = isMember
    }

    /// Whether an export is meant for this machine.
    func matches(_ export: ExportsTable.Export) -> Bool {
        switch export.kind {
        case .host: export.addresses.contains(address)
        case .subnet: (try? ExportSubnet(export.client[...]))?.contains(address) ?? false
        case .wildcard: hostNames.contains(where: HostPattern(export.client).matches)
        case .netgroup: membership(of: Array(export.client.dropFirst())) != nil
        case .anonymous: true
        case .gss: false
        }
    }

    /// The names that a wildcard is held against.
    var hostNames: [[UInt8]] { names.name.map { [$0] + names.aliases } ?? [] }

    /// The name by which the machine is in a netgroup; nil where it is in none, as is a machine without a name.
    func membership(of netgroup: [UInt8]) -> [UInt8]? {
        netgroupNames.first { isMember($0, netgroup) }
    }

    /// What is looked for in a netgroup, in this order; nothing for a machine without a name.
    var netgroupNames: [[UInt8]] {
        guard let name = names.name else { return [] }
        let full = names.nameOfName ?? name
        let dot = full.firstIndex(of: UInt8(ascii: "."))
        let all =
            hostNames + (names.nameOfName.map { [$0] } ?? []) + [addressInNetgroups]
            + (dot.map { [Array(full[..<$0])] } ?? [])
        var seen: Set<[UInt8]> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The text that rpc.mountd takes for the address when it asks for netgroups.
    ///
    /// For IPv6 it begins to read four bytes too early, at what is the flow label and zero, so that no address that
    /// anybody would write is found.
    private var addressInNetgroups: [UInt8] {
        switch address {
        case .v4: Array(address.description.utf8)
        case .v6(let high, let low, _):
            Array(NetworkAddress.v6(high >> 32, high << 32 | low >> 32, zone: []).description.utf8)
        }
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
