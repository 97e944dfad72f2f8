import MountMaps
import SourceText

extension ExportsCase {
    /// Whether rpc.mountd was asked, and nothing mounted or read back decides: no mount point is asked for, and
    /// etab reads back whole.
    public var asksForTextAlone: Bool {
        let findings = documents(perFlavor: .perFlavorWithNFSD).flatMap { $0.diagnostics() }
        return !queries.isEmpty && !findings.contains { $0.rule.code == "EXP060" }
            && table(perFlavor: .perFlavorWithNFSD).exports.allSatisfy { $0.options.mountPoint == nil }
    }

    /// Where the entry that serves a machine differs from the one observed; nil where all are the same.
    public var servingDifference: String? {
        let table = table(perFlavor: .perFlavorWithNFSD)
        for query in queries {
            let name = Self.text(query.address + Array(" ".utf8) + query.path)
            guard let visitor = visitor(from: query.address) else { return "\(name): no address" }
            let service = table.service(of: query.path, for: visitor)
            let isGranted = query.isGranted && !query.isPseudoRoot
            guard (service != nil) == isGranted else { return "\(name): granted is observed \(isGranted)" }
            guard let options = service.flatMap({ Self.readBack($0.export) }) else { continue }
            guard options.flags.rawValue == query.flags, options.anonymousUID == query.anonymousUID else {
                return "\(name): other options than those observed"
            }
        }
        return nil
    }

    /// rpc.mountd knows an export only by its line of etab, where the flavors come last.
    private static func readBack(_ export: ExportsTable.Export) -> ExportOptions? {
        let line = SourceFile(name: "etab", bytes: export.etabLine(perFlavor: .perFlavorWithNFSD))
        return ExportsDocument(line, perFlavor: .perFlavorWithNFSD).entries.first?.clients.first?.options
    }

    private func visitor(from address: [UInt8]) -> ExportsVisitor? {
        guard let address = NetworkAddress(strict: address[...]) else { return nil }
        let table = HostsTable(hosts)
        let name = table.name(of: address)
        let names = VisitorNames(name: name, aliases: name.map(table.aliases) ?? [])
        let groups = NetgroupTable(Array(netgroups.utf8))
        return ExportsVisitor(address: address, names: names) { groups.groups(of: $0).contains($1) }
    }
}
