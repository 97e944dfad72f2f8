import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct DirectKeysTests {
    // daemon/master_parse.y: master_parse_entry; lib/args.c: compare_argv
    private static let lines: [Row<String, [String]>] = [
        Row("each map is one source", "/- auto.a\n/- auto.b\n", ["auto.a 1", "auto.b 2"]),
        // start-n1
        Row(
            "a map that is named again moves to the later line",
            "/- auto.a\n/x -null\n/- auto.a\n",
            ["auto.a 3"]
        ),
        // start-n2
        Row(
            "a map that is named once keeps its line",
            "/- auto.a\n/x -null\n/- auto.b\n",
            ["auto.a 1", "auto.b 3"]
        ),
        // start-s10
        Row(
            "a map with other options is another",
            "/- auto.a -ro\n/- auto.a -rw\n",
            ["auto.a 1", "auto.a 2"]
        ),
        // start-s11
        Row("the timeout makes no other map", "/- auto.a --timeout=5\n/- auto.a --timeout=7\n", ["auto.a 2"]),
        // daemon/master_tok.l, master_parse.y: OPT_USE_WEIGHT is not passed to the map
        Row("--use-weight-only makes no other map", "/- auto.a\n/- auto.a --use-weight-only\n", ["auto.a 2"]),
    ]

    private static let timeouts: [Row<String, [Int?]>] = [
        // start-s11
        Row(
            "the last line of a map gives its timeout",
            "/- auto.a --timeout=5\n/- auto.a --timeout=7\n",
            [7]
        ),
        // rule-direct-lines-050
        Row("a line without one has that of the first map", "/- auto.a -t 60\n/- auto.b\n", [60, 60]),
        // rule-direct-lines-051
        Row("the first map has none of a later one", "/- auto.a\n/- auto.b -t 60\n", [nil, 60]),
    ]

    // daemon/master.c: master_add_autofs_point
    private static let binds: [Row<String, [Bool]>] = [
        // start-nobind-1st
        Row("nobind of the first line holds for all", "/- auto.a -nobind\n/- auto.b\n", [true, true]),
        // start-nobind-2nd, start-nobind-2nd2
        Row("nobind of a later line holds for none", "/- auto.a\n/- auto.b -nobind\n", [false, false]),
    ]

    // daemon/lookup.c: lookup_nss_read_map
    private static let readings: [Row<String, Bool>] = [
        Row("maps that are there are read", "/- /etc/auto.a\n", true),
        // rule-direct-lines-052
        Row("all are lost where the last is missing", "/- /etc/auto.a\n/- /etc/none\n", false),
        // rule-direct-lines-053
        Row("one that is given by name saves all", "/- auto.a\n/- /etc/none\n", true),
        Row("one that is missing before the last does no harm", "/- /etc/none\n/- /etc/auto.a\n", true),
    ]

    private func context(_ master: String) -> ResolverContext {
        ResolverContext([
            "/etc/auto.master": master, "/etc/auto.a": "/data server:/a\n", "/etc/auto.b": "/opt server:/b\n",
        ])
    }

    private func sources(_ master: String) -> [DirectKeys.Source] {
        context(master).points.directKeys.sources
    }

    @Test(arguments: lines) func `lines with one map and one set of options are one source`(
        row: Row<String, [String]>
    ) {
        let found = sources(row.input).map { source in
            source.maps.map { text($0.map.name) }.joined(separator: " ") + " \(source.lastOrder)"
        }
        #expect(found == row.output, row.comment)
    }

    @Test(arguments: timeouts) func `each source has a timeout`(row: Row<String, [Int?]>) {
        #expect(sources(row.input).map(\.timeout) == row.output, row.comment)
    }

    @Test(arguments: binds) func `nobind is shared by all direct maps`(row: Row<String, [Bool]>) {
        #expect(sources(row.input).flatMap(\.maps).map(\.options.isNoBind) == row.output, row.comment)
    }

    @Test(arguments: readings) func `direct maps are read all or not at all`(row: Row<String, Bool>) {
        let context = context(row.input)
        #expect(context.points.directKeys.areRead(by: context.locator) == row.output, row.comment)
    }
}
