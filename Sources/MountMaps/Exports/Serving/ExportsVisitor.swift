public import HostFiles

/// The names of a machine, as rpc.mountd learns them from the machine's address.
public struct VisitorNames: Sendable, Hashable {
    /// The reverse name of the address; nil if it has none.
    public let name: [UInt8]?
    /// The aliases that gethostbyname(3) returns for that name.
    public let aliases: [[UInt8]]
    /// If the reverse name is itself an address, the reverse name of that address.
    public let nameOfName: [UInt8]?

    /// Describes the names of a machine.
    public init(name: [UInt8]?, aliases: [[UInt8]] = [], nameOfName: [UInt8]? = nil) {
        self.name = name
        self.aliases = aliases
        self.nameOfName = nameOfName
    }
}

/// A machine that asks for exports, as rpc.mountd sees it.
public struct ExportsVisitor: Sendable {
    /// The address it asks from.
    public let address: NetworkAddress
    /// Its names.
    public let names: VisitorNames
    private let isMember: @Sendable (_ host: [UInt8], _ netgroup: [UInt8]) -> Bool

    /// Describes a machine.
    ///
    /// - Parameters:
    ///   - address: The address it asks from.
    ///   - names: Its names.
    ///   - isMember: Whether a host with this name or address is in a netgroup, named without `@`.
    public init(
        address: NetworkAddress,
        names: VisitorNames,
        isMember: @escaping @Sendable (_ host: [UInt8], _ netgroup: [UInt8]) -> Bool
    ) {
        self.address = address
        self.names = names
        self.isMember = isMember
    }

    /// Whether an export matches this machine, as `support/export/client.c: client_check` decides.
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

    /// Whether it cannot be predicted if an export matches this machine, because the wildcard has a `[` without `]`.
    func mayMatch(_ export: ExportsTable.Export) -> Bool {
        export.kind == .wildcard && hostNames.contains(where: HostPattern(export.client).readsPastEnd)
    }

    /// The names that a wildcard is compared with (`support/export/client.c: check_wildcard`).
    var hostNames: [[UInt8]] { names.name.map { [$0] + names.aliases } ?? [] }

    /// The name by which the machine is in a netgroup; nil if it is not.
    ///
    /// A machine without a name is in no netgroup.
    func membership(of netgroup: [UInt8]) -> [UInt8]? {
        netgroupNames.first { isMember($0, netgroup) }
    }

    /// The names looked for in a netgroup, in the order of `support/export/client.c: check_netgroup`; none for a
    /// machine without a name.
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

    /// The address as text, as rpc.mountd looks it up in netgroups.
    ///
    /// For IPv6, `check_netgroup` reads the bytes at the place of an IPv4 address, four bytes too early: it begins with
    /// the flow label, which is zero. The text is therefore never the machine's real address; case v6-netgroup.
    private var addressInNetgroups: [UInt8] {
        switch address {
        case .v4: Array(address.description.utf8)
        case .v6(let high, let low, _):
            Array(NetworkAddress.v6(high >> 32, high << 32 | low >> 32, zone: []).description.utf8)
        }
    }
}

extension ExportSubnet {
    /// Whether rpc.mountd considers an address to be in the subnet (`support/export/client.c: check_subnetwork`).
    ///
    /// A prefix length of 0 compares 32 bits instead of none: `init_netmask4` and `init_netmask6` shift a 32-bit value
    /// by 32, which is undefined.
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
