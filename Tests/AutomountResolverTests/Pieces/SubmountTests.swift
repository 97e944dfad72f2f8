import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct SubmountTests {
    // lib/parse_subs.c: parse_map_type_info; modules/parse_sun.c: sun_mount
    private static let maps: [Row<String, String>] = [
        // rule-submount-options-028
        Row("a name is that of a map", "auto.sub", "auto.sub"),
        // submount-003
        Row("a colon before a name is removed", ":auto.sub", "auto.sub"),
        // submount-004
        Row("a colon before a path is removed", ":/etc/auto.sub", "/etc/auto.sub"),
        // submount-019
        Row("a type comes before a colon", "file:/etc/auto.sub", "file /etc/auto.sub"),
        // rule-submount-map-025
        Row("a blank ends a name", "auto.inc auto.two", "auto.inc"),
        // submount-036, rule-submount-map-026
        Row(
            "a blank does not end a name with a type",
            "file:/etc/auto.inc auto.two",
            "file /etc/auto.inc auto.two"
        ),
        // submount-009
        Row("exec is no type but part of the name", "exec:/etc/auto.prog", "exec:/etc/auto.prog"),
        // rule-submount-map-022
        Row("-hosts is the map of hosts", "-hosts", "hosts"),
    ]

    // modules/mount_autofs.c: mount_mount; modules/parse_sun.c: sun_mount (ctxt->macros)
    private static let options: [Row<(entry: String, masterLine: String), String>] = [
        Row("options are those of the submount's entries", ("ro,soft", ""), "ro,soft"),
        // rule-submount-options-028
        Row("timeout= at the end leaves its comma", ("ro,timeout=7", ""), "ro,"),
        // rule-submount-options-029
        Row("nobind at the end leaves its comma", ("ro,nobind", ""), "ro,"),
        // rule-submount-options-030
        Row("browse at the end leaves its comma", ("ro,browse", ""), "ro,"),
        Row("timeout= before others leaves nothing", ("timeout=7,ro", ""), "ro"),
        Row("-Dname=value is no option of the entries", ("ro,-DA=x", ""), "ro"),
    ]

    private static let defines: [Row<(entry: String, masterLine: String), String?>] = [
        Row("-D of the entry defines a variable", ("-DA=entry", ""), "entry"),
        // submount-041
        Row("-D of the master map is handed down beside an option", ("ro", "-DA=master"), "master"),
        Row("-D of the master map is not handed down without one", ("", "-DA=master"), nil),
        // submount-044
        Row("-D of the master map beats that of the entry", ("-DA=entry,ro", "-DA=master"), "master"),
    ]

    private func submount(_ map: String, options: String, masterLine: String = "") throws -> Submount {
        let master = masterLine.isEmpty ? [] : [bytes(masterLine)]
        let all = options.isEmpty ? "fstype=autofs" : "fstype=autofs,\(options)"
        return try Submount(
            map: bytes(map),
            options: MountOptions(bytes(all)),
            parent: MasterMapOptions(ofSubmount: master)
        )
    }

    @Test(arguments: maps) func `an entry of type autofs names a map`(row: Row<String, String>) throws {
        let map = try submount(row.input, options: "").source?.map
        let shown = map.map { ($0.type.map { $0 + " " } ?? "") + text($0.name) }
        #expect(shown ?? "hosts" == row.output, row.comment)
    }

    // submount-033
    @Test func `the option hosts gives the map of hosts whatever the location says`() throws {
        let submount = try submount("x", options: "hosts")
        #expect(submount.source == nil)
        #expect(submount.hostsOptions != nil)
    }

    @Test(arguments: options) func `an entry of type autofs gives options to the entries of its map`(
        row: Row<(entry: String, masterLine: String), String>
    ) throws {
        let source = try submount("auto.sub", options: row.input.entry).source
        let options = source?.options.mountOptions.joined(separator: bytes(",")).map { $0 } ?? []
        #expect(text(options) == row.output, row.comment)
    }

    @Test(arguments: defines) func `variables are handed down to a submount`(
        row: Row<(entry: String, masterLine: String), String?>
    ) throws {
        let (entry, masterLine) = row.input
        let source = try submount("auto.sub", options: entry, masterLine: masterLine).source
        #expect(source?.options.definitions["A"] == row.output, row.comment)
    }

    // rule-submount-options-029
    @Test func `nobind, timeout and browse are automount's own in a submount`() throws {
        let options = try submount("auto.sub", options: "nobind,timeout=7,browse").source?.options
        #expect(options?.isNoBind == true)
        #expect(options?.timeout == 7)
        #expect(options?.browses == true)
    }
}
