import HostFiles
import MountMaps
import Testing

@testable import AutomountResolver

// modules/replicated.c: add_host, prune_host_list; lib/parse_subs.c: get_proximity
@Suite struct ReplicaOrderTests {
    private static let order: [Row<String, [String]>] = [
        // replicated-001
        Row(
            "equal servers keep the order of the map",
            "server1,server2,server3:/a",
            all("server1 server2 server3")
        ),
        // replicated-046
        Row("the client itself comes first", "server1:/a localhost:/b", ["localhost:/b", "server1:/a"]),
        // replicated-048
        Row("a server of the subnet comes before others", "server1,near:/a", all("near server1")),
        // replicated-050
        Row("it does whatever its weight", "server1(0),near(5):/a", all("near server1")),
        // replicated-016
        Row(
            "a weight multiplies the time of an answer",
            "server1(100000),server2:/a",
            all("server2 server1")
        ),
        // replicated-066
        Row(
            "a weight that does not outweigh the time changes nothing",
            "server1(2),server2(1),server3(0):/a",
            all("server1 server2 server3")
        ),
        // replicated-033
        Row("an unknown host is dropped before others", "unknown.invalid,server1:/a", all("server1")),
        // replicated-036
        Row("an unknown host is dropped after others", "server1:/a unknown.invalid:/x", all("server1")),
        // replicated-037
        Row("unknown hosts alone leave nothing", "unknown.invalid,unknown2.invalid:/a", []),
        // replicated-038, replicated-039
        Row("a host that does not answer is dropped", "down1,server2:/a", all("server2")),
        // locations-113; debian/patches/remove-kernel-mount.nfs-version-check.patch
        Row("a single host is asked too", "down1:/a", []),
        // replicated-059
        Row("each address of a name is tried", "multi:/a", all("198.51.100.200 198.51.100.201")),
        // replicated-060
        Row(
            "each address of a name is tried among others",
            "multi,server3:/a",
            all("198.51.100.200 198.51.100.201 server3")
        ),
        // rule-local-order-036
        Row(
            "local paths alone come in reverse",
            "localhost:/a client:/b :/c",
            [":/c", "client:/b", "localhost:/a"]
        ),
        // rule-hosts-map-045
        Row("capitals do not matter in a name", "SERVER:/e", ["SERVER:/e"]),
    ]

    private static let byWeight: [Row<String, [String]>] = [
        // replicated-052
        Row(
            "the smaller weight comes first",
            "server1(2),server2(1),server3(0):/a",
            all("server3 server2 server1")
        ),
        // replicated-051
        Row("proximity does not matter", "server1(0),near(5):/a", all("server1 near")),
        // replicated-053
        Row(
            "without weights the order is that of the map",
            "server1,server2,server3:/a",
            all("server1 server2 server3")
        ),
        // replicated-054
        Row(
            "equal weights keep the order of the map",
            "server1(1),server2(1),server3(1):/a",
            all("server1 server2 server3")
        ),
        // rule-local-order-037
        Row(
            "local paths alone come in reverse",
            "down1:/b :/a client,client:/",
            ["client:/", "client:/", ":/a"]
        ),
    ]

    private static let settings: [Row<(location: String, configuration: String), [String]>] = [
        // rule-settings-077
        Row("with mount_wait a single host is not asked", ("down1:/a", "mount_wait = 5"), ["down1:/a"]),
        // replicated-068
        Row(
            "use_hostname_for_mounts tries the name for each address",
            ("multi:/a", "use_hostname_for_mounts = yes"),
            ["multi:/a", "multi:/a"]
        ),
    ]

    private static let proximities: [Row<String, Replica.Proximity>] = [
        // locations-041
        Row("the loopback address is local", "127.0.0.1", .local),
        Row("an address of the client is local", "192.0.2.1", .local),
        // locations-040
        Row("a name of the client is local", "client", .local),
        // replicated-048
        Row("an address of the same subnet is near", "near", .subnet),
        Row("an address elsewhere is far", "server", .other),
        // address-forms-002, address-forms-017; inet_aton(3)
        Row("a short form is an address", "127.1", .local),
        Row("a short form in brackets is an address", "[127.1]", .local),
        // address-forms-003
        Row("a form of three parts is an address", "192.0.513", .local),
        // address-forms-000
        Row("the address 0 is not local", "0", .other),
        Row("an address of IPv6 in brackets may be local", "[::1]", .local),
        Row("an address of IPv6 of the same subnet is near", "[2001:db8::2]", .subnet),
    ]

    // modules/replicated.c: prune_host_list (max_count)
    private static let versions:
        [Row<(location: String, asked: Set<Int>, served: [String: [Int]]), [String]>] = [
            // rule-nfs-version-001
            Row(
                "a server without the version is dropped",
                ("server3:/a", [3], ["198.51.100.13": [4]]),
                []
            ),
            // rule-nfs-version-003
            Row(
                "a server with the version is not",
                ("server3:/a", [4], ["198.51.100.13": [4]]),
                all("server3")
            ),
            // rule-nfs-version-004
            Row(
                "the other one is left",
                ("server3,server2:/a", [3], ["198.51.100.13": [4]]),
                all("server2")
            ),
            // rule-nfs-version-005
            Row(
                "none may be left",
                ("server3,server2:/a", [3], ["198.51.100.12": [4], "198.51.100.13": [4]]),
                []
            ),
            // rule-nfs-version-010
            Row(
                "version 2 is asked for like others",
                ("server3,server2:/a", [2], ["198.51.100.13": [2]]),
                all("server3")
            ),
            // rule-nfs-version-014
            Row(
                "the nearest servers count among those with a version that is asked for",
                ("near1,server2:/a", [3], ["192.0.2.51": [4]]),
                all("server2")
            ),
        ]

    private static func all(_ hosts: String) -> [String] { hosts.split(separator: " ").map { "\($0):/a" } }

    private func replicas(
        of text: String,
        versions: Set<Int> = [3],
        usesWeightOnly: Bool = false,
        configuration: String = "",
        facts: ResolverFacts = .observed()
    ) throws -> [Replica] {
        let files = ["/etc/autofs.conf": "[ autofs ]\n\(configuration)\n"]
        let order = ReplicaOrder(
            context: ResolverContext(files, facts: facts),
            versions: versions,
            usesWeightOnly: usesWeightOnly
        )
        let locations = try NFSLocations.parse(bytes(text)).map { named in
            Location(
                host: String(decoding: named.host, as: UTF8.self),
                path: String(decoding: named.path, as: UTF8.self),
                weight: named.weight
            )
        }
        return order.replicas(of: locations)
    }

    private func sources(_ replicas: [Replica]) -> [String] {
        replicas.map { "\($0.name):\($0.location.path)" }
    }

    @Test(arguments: order) func `servers are tried nearest and cheapest first`(row: Row<String, [String]>)
        throws
    {
        #expect(sources(try replicas(of: row.input)) == row.output, row.comment)
    }

    @Test(arguments: byWeight) func `with use-weight-only weights alone order servers`(
        row: Row<String, [String]>
    ) throws {
        #expect(sources(try replicas(of: row.input, usesWeightOnly: true)) == row.output, row.comment)
    }

    @Test(arguments: settings) func `settings change which servers are tried`(
        row: Row<(location: String, configuration: String), [String]>
    ) throws {
        let found = try replicas(of: row.input.location, configuration: row.input.configuration)
        #expect(sources(found) == row.output, row.comment)
    }

    @Test(arguments: proximities) func `an address is near or far`(row: Row<String, Replica.Proximity>) throws
    {
        #expect(try replicas(of: "\(row.input):/a").map(\.proximity) == [row.output], row.comment)
    }

    // address-forms-010; RFC 1122, section 3.2.1.3
    @Test func `no server answers at an address of the network 0`() throws {
        #expect(try replicas(of: "1:/x").isEmpty)
    }

    @Test(arguments: versions) func `servers without the version are dropped`(
        row: Row<(location: String, asked: Set<Int>, served: [String: [Int]]), [String]>
    ) throws {
        var facts = ResolverFacts.observed()
        for (address, versions) in row.input.served {
            facts.servers[address, default: ResolverFacts.Server()].versions = versions
        }
        let found = try replicas(of: row.input.location, versions: row.input.asked, facts: facts)
        #expect(sources(found) == row.output, row.comment)
    }
}
