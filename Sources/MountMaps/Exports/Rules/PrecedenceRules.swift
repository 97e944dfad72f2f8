import HostFiles
import SourceText

/// Clients of one path that affect each other.
enum PrecedenceRules: ExportsRule {
    static let overlap = Rule(
        code: "EXP022",
        name: "subnet-hidden",
        severity: .warning,
        summary: "A subnet inside an earlier subnet that has other options.",
        reason: "The first matching subnet wins, not the one with the longer prefix.",
        cure: "Put the smaller subnet first.",
        example: "/h 10.0.0.0/8(ro) 10.1.0.0/16(rw)\n",
        corrected: "/h 10.1.0.0/16(rw) 10.0.0.0/8(ro)\n"
    )
    static let netgroupLoses = Rule(
        code: "EXP023",
        name: "netgroup-hidden",
        severity: .warning,
        summary: "A netgroup next to a wildcard or subnet with other options.",
        reason:
            "Regardless of order, hosts win over subnets, subnets over wildcards, wildcards over netgroups, and `*` comes "
            + "last. A member that the wildcard or subnet also matches gets its options, not the netgroup's.",
        cure: "Name the hosts, or use only one kind of client.",
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
            // A path with a single entry, as most have, needs no memory for later entries.
            var subnets = seen.removeValue(forKey: path) ?? SubnetsOfPath()
            checkSubnets(of: entry, among: &subnets, check)
            if !isAlone { seen[path] = subnets }
        }
    }

    /// Compares each subnet with the earlier ones of the same path.
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
                    "\"\(check.shown(client.name))\" is inside the earlier \"\(check.shown(larger.name))\", whose options win."
                )
            }
        }
    }

    /// The number of subnets of each path, at the position of the first entry with the path.
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
                "Members of \"\(check.shown(client.name))\" that \"\(check.shown(stronger.name))\" also matches get the "
                    + "options of \"\(check.shown(stronger.name))\"."
            )
        }
    }
}

/// The subnets to which a path is exported, to find the widest one that contains another.
private struct SubnetsOfPath {
    private struct Known {
        let subnet: ExportSubnet
        let length: Int
        let client: ExportClient
    }

    /// The addresses that share their leading bits.
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

    // For a handful of subnets, a linear search is faster than hashing.
    private static let few = 8

    private var known: [Known] = []
    private var byNetwork: [Network: ExportClient] = [:]
    /// The prefix lengths in use, from the widest subnet on.
    private var lengths: [Int] = []

    /// Adds a subnet; returns the widest earlier one that contains it.
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
