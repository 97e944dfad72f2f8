import SourceText

/// Clients of one path that get in each other's way.
enum PrecedenceRules: ExportsRule {
    static let overlap = Rule(
        code: "EXP022",
        name: "subnet-hidden",
        severity: .warning,
        summary: "A subnet inside one that comes before it, with other options.",
        reason: "The first subnet that matches wins, not the one with the longer prefix.",
        cure: "Put the smaller subnet first.",
        example: "/h 10.0.0.0/8(ro) 10.1.0.0/16(rw)\n",
        corrected: "/h 10.1.0.0/16(rw) 10.0.0.0/8(ro)\n"
    )
    static let netgroupLoses = Rule(
        code: "EXP023",
        name: "netgroup-hidden",
        severity: .warning,
        summary: "A netgroup beside a wildcard or subnet with other options.",
        reason:
            "Whatever their order, hosts win over subnets, these over wildcards, these over netgroups, and `*` comes "
            + "last: a member that the wildcard or subnet matches too gets its options.",
        cure: "Name the hosts, or use one kind of client.",
        example: "/h @admins(rw) *.ex.com(ro)\n",
        corrected: "/h adm1(rw) *.ex.com(ro)\n"
    )

    static let rules = [overlap, netgroupLoses]

    private struct Network: Hashable {
        let bits: ExportSubnet.Bits
        let length: Int
        let isV4: Bool
    }

    static func check(_ check: ExportsCheck) {
        var networks: [[UInt8]: [Network: ExportClient]] = [:]
        for entry in check.entries {
            if entry.clients.contains(where: { $0.kind == .subnet }) {
                let path = Array(check.document.bytes(of: entry.path))
                checkSubnets(entry, among: &networks[path, default: [:]], check)
            }
            checkNetgroups(entry, check)
        }
    }

    /// Looks at the subnets of one entry among those of entries above it for the same path.
    private static func checkSubnets(
        _ entry: ExportEntry,
        among seen: inout [Network: ExportClient],
        _ check: ExportsCheck
    ) {
        for case .client(let client) in entry.items where client.kind == .subnet {
            guard let subnet = try? ExportSubnet(check.document.bytes(of: client.name)),
                let length = subnet.prefixLength, length > 0
            else { continue }
            let isV4 = if case .v4 = subnet.address { true } else { false }
            func network(_ length: Int) -> Network {
                Network(bits: subnet.bits & ExportSubnet.Bits(leading: length), length: length, isV4: isV4)
            }
            let larger = (1...length).first { seen[network($0)] != nil }.flatMap { seen[network($0)] }
            if let larger, larger.options != client.options {
                check.add(
                    overlap,
                    at: client.word.range,
                    "\"\(check.shown(client.name))\" is inside \"\(check.shown(larger.name))\" before it, which wins."
                )
            }
            if seen[network(length)] == nil { seen[network(length)] = client }
        }
    }

    private static func checkNetgroups(_ entry: ExportEntry, _ check: ExportsCheck) {
        let clients = entry.clients
        guard let stronger = clients.first(where: { $0.kind == .wildcard || $0.kind == .subnet }) else {
            return
        }
        for client in clients where client.kind == .netgroup && client.options != stronger.options {
            check.add(
                netgroupLoses,
                at: client.word.range,
                "Members of \"\(check.shown(client.name))\" that \"\(check.shown(stronger.name))\" matches get its "
                    + "options."
            )
        }
    }
}
