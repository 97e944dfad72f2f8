import HostFiles
import MountMaps

extension ExportsCase {
    /// The first difference between the entries that serve a machine and the recorded ones; nil if there is none.
    public var servingDifference: String? {
        let table = table(perFlavor: .perFlavorWithNFSD)
        let served = ServedExports(table, perFlavor: .perFlavorWithNFSD, in: ObservedMachine(self))
        for query in queries {
            let name = Self.text(query.address + Array(" ".utf8) + query.path)
            guard let visitor = visitor(from: query.address) else { return "\(name): no address" }
            let answer = served.answer(at: query.path, for: visitor) { point in
                // The root is always a mount point.
                point == [UInt8(ascii: "/")] || mountPoints.contains(point)
            }
            let isGranted = query.isGranted && !query.isPseudoRoot
            guard (answer.winner != nil) == isGranted else {
                return "\(name): granted is observed \(isGranted)"
            }
            guard let export = answer.winner?.export else { continue }
            guard export.options.flags.rawValue == query.flags,
                export.options.anonymousUID == query.anonymousUID
            else { return "\(name): other options than those observed" }
            guard query.clients.isEmpty || query.clients.contains(export.client) else {
                return "\(name): another client than those observed"
            }
        }
        return nil
    }

    private func visitor(from address: [UInt8]) -> ExportsVisitor? {
        guard let address = NetworkAddress(strict: address[...]) else { return nil }
        let table = HostsTable(hosts)
        let name = table.name(of: address)
        let names = VisitorNames(
            name: name,
            aliases: name.flatMap { NetworkAddress(lenient: $0[...]) == nil ? table.aliases(of: $0) : [] }
                ?? [],
            nameOfName: name.flatMap { NetworkAddress(strict: $0[...]) }.flatMap(table.name)
        )
        let groups = NetgroupTable(Array(netgroups.utf8))
        return ExportsVisitor(address: address, names: names) { groups.groups(of: $0).contains($1) }
    }
}
