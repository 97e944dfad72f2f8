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

    /// The addresses that share the leading bits of one, among the clients of a path.
    private struct Network: Hashable {
        let path: Int
        let bits: ExportSubnet.Bits
        let length: Int
        let isV4: Bool

        init(_ subnet: ExportSubnet, leading length: Int, path: Int) {
            self.path = path
            self.length = length
            bits = subnet.bits & ExportSubnet.Bits(leading: length)
            isV4 = if case .v4 = subnet.address { true } else { false }
        }
    }

    static func check(_ check: ExportsCheck) {
        checkSubnets(check)
        for entry in check.entries { checkNetgroups(entry, check) }
    }

    /// Looks at each subnet among those before it for the same path.
    private static func checkSubnets(_ check: ExportsCheck) {
        let counts = subnetCounts(check)
        var seen: [Network: ExportClient] = [:]
        // The prefix lengths in use, from the widest subnet on.
        var lengths: [Int] = []
        for (position, entry) in check.entries.enumerated() {
            let path = check.firstWithPath[position]
            guard counts[path] > 1 else { continue }
            for case .client(let client) in entry.items where client.kind == .subnet {
                guard let subnet = try? ExportSubnet(check.document.bytes(of: client.name)),
                    let length = subnet.prefixLength, length > 0
                else { continue }
                let larger = lengths.prefix { $0 <= length }.lazy.compactMap {
                    seen[Network(subnet, leading: $0, path: path)]
                }.first
                if let larger, larger.grant != client.grant {
                    check.add(
                        overlap,
                        at: client.word.range,
                        "\"\(check.shown(client.name))\" is inside \"\(check.shown(larger.name))\" before it, which wins."
                    )
                }
                if !lengths.contains(length) { lengths = (lengths + [length]).sorted() }
                let network = Network(subnet, leading: length, path: path)
                if seen[network] == nil { seen[network] = client }
            }
        }
    }

    /// How many subnets a path is exported to, by the first entry with the path.
    private static func subnetCounts(_ check: ExportsCheck) -> [Int] {
        var counts = [Int](repeating: 0, count: check.entries.count)
        for (position, entry) in check.entries.enumerated() {
            for case .client(let client) in entry.items where client.kind == .subnet {
                counts[check.firstWithPath[position]] += 1
            }
        }
        return counts
    }

    private static func checkNetgroups(_ entry: ExportEntry, _ check: ExportsCheck) {
        let stronger = entry.items.lazy.compactMap(\.client).first {
            $0.kind == .wildcard || $0.kind == .subnet
        }
        guard let stronger else { return }
        for case .client(let client) in entry.items
        where client.kind == .netgroup && client.grant != stronger.grant {
            check.add(
                netgroupLoses,
                at: client.word.range,
                "Members of \"\(check.shown(client.name))\" that \"\(check.shown(stronger.name))\" matches get its "
                    + "options."
            )
        }
    }
}
