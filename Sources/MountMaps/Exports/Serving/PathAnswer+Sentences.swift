import SourceText

extension ExportClientKind {
    /// The kind as the subject of a sentence.
    var noun: String {
        switch self {
        case .host: "a host"
        case .subnet: "a subnet"
        case .wildcard: "a wildcard"
        case .netgroup: "a netgroup"
        case .anonymous: "everyone (*)"
        case .gss: "gss/…"
        }
    }
}

extension PathAnswer {
    /// Why the path is served as it is, or not at all, as a sentence.
    public func why(for visitor: ExportsVisitor) -> String {
        switch outcome {
        case .nothing: return "no entry for this path matches, and none above with crossmnt"
        case .notMounted(let entry):
            let point = entry.export.options.mountPoint ?? []
            let shown = printable(point.isEmpty ? entry.export.path : point, limit: 120)
            return "\(match(entry.export, visitor)), but \(shown) is not a mount point now (mountpoint=)"
        case .served(let entry):
            return match(entry.export, visitor)
        }
    }

    private func match(_ export: ExportsTable.Export, _ visitor: ExportsVisitor) -> String {
        let client = printable(export.client, limit: 120)
        let match =
            switch export.kind {
            case .host: "\(visitor.address) is the host \(client)"
            case .subnet: "\(visitor.address) is in the subnet \(client)"
            case .wildcard: "the name \(name(matching: export, visitor)) matches \(client)"
            case .netgroup: "\(member(of: export, visitor)) is in the netgroup \(client)"
            case .anonymous, .gss: "it is exported to everyone"
            }
        guard export.path != path else { return match }
        return "\(printable(export.path, limit: 120)) covers what is below it (crossmnt), and \(match)"
    }

    private func name(matching export: ExportsTable.Export, _ visitor: ExportsVisitor) -> String {
        let pattern = HostPattern(export.client)
        return printable(visitor.hostNames.first(where: pattern.matches) ?? [], limit: 120)
    }

    private func member(of export: ExportsTable.Export, _ visitor: ExportsVisitor) -> String {
        printable(visitor.membership(of: Array(export.client.dropFirst())) ?? [], limit: 120)
    }
}

extension LosingReason {
    /// The reason as a sentence.
    public var sentence: String {
        switch self {
        case .kind(let loser, let winner):
            "it matches too, but \(winner.noun) is preferred to \(loser.noun), wherever it stands"
        case .later(.subnet): "it matches too, but the first subnet wins, not the smallest"
        case .later(let kind): "it matches too, but stands after another of its kind: \(kind.noun)"
        case .shorterPath: "it covers the path too (crossmnt), but the longer path wins"
        case .otherHost: "the address is none of this host"
        case .outsideSubnet: "the address is outside this subnet"
        case .zeroPrefix: "a prefix length of zero compares all bits: it serves that one address alone"
        case .nameless(let kind): "the address has no reverse name, and \(kind.noun) goes by names"
        case .otherName(let names): "no name matches: \(Self.list(names))"
        case .notMember(let names): "the netgroup has none of \(Self.list(names))"
        case .gss: "gss/… serves no address; use sec="
        }
    }

    private static func list(_ names: [[UInt8]]) -> String {
        let shown = names.prefix(5).map { printable($0, limit: 80) }.joined(separator: ", ")
        return names.count > 5 ? shown + ", …" : shown
    }
}
