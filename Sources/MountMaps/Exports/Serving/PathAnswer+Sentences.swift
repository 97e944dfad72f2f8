import SourceText

extension ExportClientKind {
    /// The kind as a noun phrase.
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
    /// Why the path is served or not, as a clause for a message.
    public func why(for visitor: ExportsVisitor) -> String {
        switch outcome {
        case .nothing: return "no entry for this path matches, and no entry above it with crossmnt"
        case .notMounted(let entry):
            let point = printable(entry.export.requiredMountPoint ?? [], limit: 120)
            return
                "\(match(entry.export, visitor)), but \(point) is currently not a mount point (mountpoint=)"
        case .servedIfMounted(let entry):
            let point = printable(entry.export.requiredMountPoint ?? [], limit: 120)
            return
                "\(match(entry.export, visitor)), provided that a file system is mounted on \(point) (mountpoint=); "
                + "the files do not show whether it is"
        case .unknown(let entry):
            return
                "the [ in \(printable(entry.export.client, limit: 120)) is not closed: it cannot be predicted whether it "
                + "matches"
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
            case .anonymous, .gss: "the path is exported to everyone"
            }
        guard export.path != path else { return match }
        return
            "\(printable(export.path, limit: 120)) also covers everything below it (crossmnt), and \(match)"
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
    /// The reason as a clause for a message.
    public var sentence: String {
        switch self {
        case .kind(let loser, let winner):
            "it also matches, but \(winner.noun) always takes precedence over \(loser.noun)"
        case .later(.subnet): "it also matches, but the first subnet wins, not the smallest"
        case .later(let kind): "it also matches, but comes after another of the same kind: \(kind.noun)"
        case .shorterPath: "it also covers the path (crossmnt), but the longer path wins"
        case .otherHost: "the address does not belong to this host"
        case .outsideSubnet: "the address is outside this subnet"
        case .zeroPrefix: "rpc.mountd treats the prefix length 0 as 32, so the address does not match"
        case .nameless(let kind): "the address has no reverse name, which \(kind.noun) needs"
        case .openBracket: "its [ is not closed, so it cannot be predicted whether it matches"
        case .afterOpenBracket:
            "it matches, but the entry with the open bracket comes first if that matches too"
        case .otherName(let names): "no name matches: \(Self.list(names))"
        case .notMember(let names): "none of these is in the netgroup: \(Self.list(names))"
        case .gss: "gss/… never matches an address; use sec="
        }
    }

    private static func list(_ names: [[UInt8]]) -> String {
        let shown = names.prefix(5).map { printable($0, limit: 80) }.joined(separator: ", ")
        return names.count > 5 ? shown + ", …" : shown
    }
}
