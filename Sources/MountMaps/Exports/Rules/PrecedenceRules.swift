import HostFiles
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

    static func check(_ check: ExportsCheck) {
        let counts = subnetCounts(check)
        var seen: [Int: SubnetsOfPath] = [:]
        for (position, entry) in check.entries.enumerated() {
            let traits = check.traits[position]
            if traits.hasNetgroup, !traits.isUniform { checkNetgroups(entry, check) }
            let path = check.firstWithPath[position]
            let isAlone = check.countWithPath[path] == 1
            guard counts[path] > 1, !isAlone || !traits.isUniform else { continue }
            // A path with an entry of its own, as most are, leaves nothing behind.
            var subnets = seen.removeValue(forKey: path) ?? SubnetsOfPath()
            checkSubnets(of: entry, among: &subnets, check)
            if !isAlone { seen[path] = subnets }
        }
    }

    /// Looks at each subnet among those before it for the same path.
    private static func checkSubnets(
        of entry: ExportEntry,
        among subnets: inout SubnetsOfPath,
        _ check: ExportsCheck
    ) {
        for case .client(let client) in entry.items where client.kind == .subnet {
            guard let subnet = try? ExportSubnet(check.document.bytes(of: client.name)),
                let length = subnet.prefixLength, length > 0
            else { continue }
            if let larger = subnets.insert(subnet, of: length, client), larger.grant != client.grant {
                check.findings.add(
                    overlap,
                    at: client.word.range,
                    "\"\(check.shown(client.name))\" is inside \"\(check.shown(larger.name))\" before it, which wins."
                )
            }
        }
    }

    /// How many subnets a path is exported to, by the first entry with the path.
    private static func subnetCounts(_ check: ExportsCheck) -> [Int] {
        var counts = [Int](repeating: 0, count: check.entries.count)
        for (first, traits) in zip(check.firstWithPath, check.traits) { counts[first] += Int(traits.subnets) }
        return counts
    }

    private static func checkNetgroups(_ entry: ExportEntry, _ check: ExportsCheck) {
        var stronger: ExportClient?
        for case .client(let client) in entry.items
        where client.kind == .wildcard || client.kind == .subnet {
            stronger = client
            break
        }
        guard let stronger else { return }
        for case .client(let client) in entry.items
        where client.kind == .netgroup && client.grant != stronger.grant {
            check.findings.add(
                netgroupLoses,
                at: client.word.range,
                "Members of \"\(check.shown(client.name))\" that \"\(check.shown(stronger.name))\" matches get its "
                    + "options."
            )
        }
    }
}

/// The subnets to which a path is exported, to find the widest that holds another one.
private struct SubnetsOfPath {
    private struct Known {
        let subnet: ExportSubnet
        let length: Int
        let client: ExportClient
    }

    /// The addresses that share the leading bits of one.
    private struct Network: Hashable {
        let bits: ExportSubnet.Bits
        let length: Int
        let isV4: Bool

        init(_ subnet: ExportSubnet, leading length: Int) {
            self.length = length
            bits = subnet.bits & ExportSubnet.Bits(leading: length)
            isV4 = if case .v4 = subnet.address { true } else { false }
        }
    }

    // A handful is faster gone through than hashed.
    private static let few = 8

    private var known: [Known] = []
    private var byNetwork: [Network: ExportClient] = [:]
    /// The prefix lengths in use, from the widest subnet on.
    private var lengths: [Int] = []

    /// Takes up a subnet; gives the widest of those before it that holds it.
    mutating func insert(_ subnet: ExportSubnet, of length: Int, _ client: ExportClient) -> ExportClient? {
        if known.count < Self.few {
            let holding = known.filter { $0.subnet.covers(subnet) }
            if !holding.contains(where: { $0.length == length }) {
                known.append(Known(subnet: subnet, length: length, client: client))
            }
            return holding.min { $0.length < $1.length }?.client
        }
        if byNetwork.isEmpty { for item in known { note(item) } }
        let widest = lengths.first { $0 <= length && byNetwork[Network(subnet, leading: $0)] != nil }
        let holding = widest.flatMap { byNetwork[Network(subnet, leading: $0)] }
        note(Known(subnet: subnet, length: length, client: client))
        return holding
    }

    private mutating func note(_ item: Known) {
        if !lengths.contains(item.length) { lengths = (lengths + [item.length]).sorted() }
        let network = Network(item.subnet, leading: item.length)
        if byNetwork[network] == nil { byNetwork[network] = item.client }
    }
}
