import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct HostExportsTests {
    // modules/lookup_hosts.c: tree_host_work, get_exports
    private static let hosts: [Row<(host: String, exports: [String]), [String]>] = [
        // hosts-map-002
        Row(
            "each export is an offset at its own path",
            ("server", ["/e1", "/e2/sub", "/e2"]),
            ["/e1 server:/e1", "/e2/sub server:/e2/sub", "/e2 server:/e2"]
        ),
        // hosts-map-009
        Row("an export may hold a blank", ("server", ["/a b", "/c"]), ["/a b server:/a b", "/c server:/c"]),
        // hosts-map-023
        Row("a host may be an address", ("198.51.100.10", ["/e1"]), ["/e1 198.51.100.10:/e1"]),
        // rule-hosts-map-045
        Row("capitals do not matter in a host", ("SERVER", ["/e"]), ["/e SERVER:/e"]),
    ]

    private static let absent: [Row<(host: String, exports: [String]), Void>] = [
        // hosts-map-007
        Row("a host without exports", ("server", []), ()),
        // hosts-map-008
        Row("an unknown host", ("unknown", ["/e"]), ()),
    ]

    // modules/parse_sun.c: sun_mount (strstr)
    private static let options: [Row<String, String>] = [
        // hosts-map-002
        Row("nosuid and nodev are added", "", "nosuid,nodev"),
        // rule-submount-map-023
        Row("they are added after other options", "ro", "ro,nosuid,nodev"),
        // hosts-map-012
        Row("suid keeps nosuid away", "suid", "suid,nodev"),
        // hosts-map-013
        Row("dev keeps nodev away", "dev", "dev,nosuid"),
        // hosts-map-018
        Row("nodev keeps a second one away", "nodev,hard", "nodev,hard,nosuid"),
    ]

    private func entry(
        of host: String,
        exporting exports: [String],
        answers: Bool = true,
        _ version: AutofsVersion = .release518
    ) throws -> FoundEntry {
        var facts = ResolverFacts.observed(version)
        facts.servers["198.51.100.10"] = ResolverFacts.Server(answers: answers, exports: exports)
        return try HostExports(facts: facts).entry(for: bytes(host))
    }

    private func offsets(in entry: FoundEntry) throws -> [String] {
        try MultiMount.offsets(from: EntryText(entry.value), options: [], version: .release518, trace: nil)
            .map { "\(text($0.path)) \(text($0.location))" }
    }

    @Test(arguments: hosts) func `a host is a multi-mount of its exports`(
        row: Row<(host: String, exports: [String]), [String]>
    ) throws {
        let entry = try entry(of: row.input.host, exporting: row.input.exports)
        #expect(try offsets(in: entry) == row.output, row.comment)
    }

    @Test(arguments: absent) func `a host that exports nothing is no key`(
        row: Row<(host: String, exports: [String]), Void>
    ) {
        #expect(throws: ResolutionFailure.self, row.comment) {
            try entry(of: row.input.host, exporting: row.input.exports)
        }
    }

    // hosts-map-025
    @Test func `a host that does not answer is no key`() {
        #expect(throws: ResolutionFailure.self) {
            try entry(of: "server", exporting: ["/e"], answers: false)
        }
    }

    // 5.1.9 "dont fail on duplicate offset entry tree add"; rule-hosts-map-046
    @Test func `a path that is exported twice makes the host unusable in 5.1.8 alone`() throws {
        #expect(throws: ResolutionFailure.self) { try entry(of: "server", exporting: ["/e", "/e"]) }
        let later = try entry(of: "server", exporting: ["/e", "/e"], .release519)
        #expect(try offsets(in: later) == ["/e server:/e"])
    }

    @Test(arguments: options) func `mounts of a map of hosts allow no devices and no setuid`(
        row: Row<String, String>
    ) {
        let items = row.input.split(separator: ",").map { Array($0.utf8) }
        let source = MasterMapSource(ofHostsWith: MasterMapOptions(ofSubmount: items))
        #expect(text(source.options.mountOptions.joined(separator: bytes(","))) == row.output, row.comment)
    }
}
