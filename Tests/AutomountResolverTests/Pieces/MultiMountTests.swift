import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct MultiMountTests {
    // modules/parse_sun.c: check_is_multi
    private static let entries: [Row<String, Bool>] = [
        // multi-mount-118
        Row("an entry that begins with a slash is a multi-mount", "/ server:/r", true),
        // multi-mount-055
        Row("a quote may come before the slash", #""/a b" server:/s"#, true),
        // multi-mount-033
        Row("a slash after a location makes a multi-mount", "server:/r /sub server:/s", true),
        // later-dash-word-111
        Row("a quoted slash after a location does too", #"server:/a "/sub" server:/s"#, true),
        Row("a location alone is no multi-mount", "server:/a", false),
        // quoting-004
        Row("a word after a location is part of its path", "server:/a b", false),
        // replicated-009
        Row("two locations are no multi-mount", "server1:/a server2:/b", false),
        Row("a blank in the host of a later location hides a slash", "b /sub server2:/c", false),
    ]

    // 5.1.9 "fix multi-mount check"
    private static let dashes: [Row<String, (in518: Bool, in519: Bool)>] = [
        // options-088, later-dash-word-093
        Row("a dash after a location makes a multi-mount in 5.1.8", "server:/a -soft", (true, false)),
        // later-dash-word-105
        Row("two dashes and a slash make none in 5.1.9", "server:/a --/sub", (true, false)),
        // multi-mount-035
        Row("a slash before the dash makes one in both", "server:/r /sub -ro server:/s", (true, true)),
    ]

    // modules/parse_sun.c: parse_mapent, update_offset_entry
    private static let offsetRows: [Row<(options: String, entry: String), [String]>] = [
        // multi-mount-033
        Row(
            "a location without an offset is that of the key itself",
            ("", "server:/r /sub server:/s"),
            ["/ - server:/r", "/sub - server:/s"]
        ),
        // multi-mount-021
        Row(
            "options of one offset are not those of the next",
            ("", "/ -ro server:/r /sub server:/s"),
            ["/ -ro server:/r", "/sub - server:/s"]
        ),
        // multi-mount-109
        Row(
            "options of the entry are those of every offset",
            ("ro", "/sub -rw server:/s /sub2 server:/t"),
            ["/sub -ro,rw server:/s", "/sub2 -ro server:/t"]
        ),
        // lib/cache.c: cache_update_offset; multi-mount-046, multi-mount-047
        Row(
            "of two offsets with one path the later counts",
            ("", "/s server:/s /s server:/t"),
            ["/s - server:/t"]
        ),
        // multi-mount-048
        Row("a slash at the end makes no other path", ("", "/s server:/s /s/ server:/t"), ["/s - server:/t"]),
        // multi-mount-050
        Row("doubled slashes are one", ("", "//sub server:/s"), ["/sub - server:/s"]),
        // multi-mount-052
        Row("dots of a path stay", ("", "/./sub server:/s"), ["/./sub - server:/s"]),
        // multi-mount-055
        Row(
            "a quoted offset may hold a blank",
            ("", #"/ server:/r "/a b" server:/s"#),
            ["/ - server:/r", "/a b - server:/s"]
        ),
        // multi-mount-060
        Row(
            "an offset may have several locations",
            ("", "/ server:/r /sub server1:/s server2:/t"),
            ["/ - server:/r", "/sub - server1:/s server2:/t"]
        ),
        // multi-mount-115
        Row(
            "without a path to come a word ends at a blank",
            ("", "/ -fstype=tmpfs :none /sub -fstype=tmpfs :none"),
            ["/ -fstype=tmpfs :none", "/sub -fstype=tmpfs :none"]
        ),
        // lib/parse_subs.c: chunklen
        Row(
            "with a path to come the next offset becomes part of a location without one",
            ("", "/ -fstype=tmpfs :tmpfs /sub server:/s"),
            ["/ -fstype=tmpfs :tmpfs /sub server:/s"]
        ),
        // multi-mount-064
        Row(
            "a comment ends the entry",
            ("", "/ server:/r /sub server:/s # /x server:/x"),
            ["/ - server:/r", "/sub - server:/s"]
        ),
    ]

    // modules/parse_sun.c: parse_mapent, update_offset_entry ("syntax error in offset")
    private static let refused: [Row<String, Void>] = [
        // multi-mount-044
        Row("an offset alone", "/", ()),
        // multi-mount-040
        Row("a last offset without a location", "/ server:/r /sub", ()),
        // multi-mount-041
        Row("an offset without a location between others", "/ server:/r /sub /other server:/o", ()),
        // multi-mount-043
        Row("an offset with nothing but options", "/ -ro /sub server:/s", ()),
        Row("options between a location and the next offset", "/ server:/r -ro /sub server:/s", ()),
        Row("an offset without its slash", "/ server:/r sub server:/s", ()),
        // multi-mount-058
        Row("a blank in a path before another path", "/ server:/a b /sub server:/s", ()),
        // offset-space-001; lib/parse_subs.c: span_space, sanitize_path
        Row("a carriage return after an offset", "/s\r server:/s", ()),
        // lib/parse_subs.c: sanitize_path
        Row("a byte beyond ASCII in an offset without quotes", "/é server:/s", ()),
    ]

    private func isMultiMount(_ entry: String, _ version: AutofsVersion) -> Bool {
        MultiMount.isMultiMount(EntryText(bytes(entry)), version: version)
    }

    private func offsets(_ entry: String, options: String, _ version: AutofsVersion) throws -> [String] {
        try MultiMount.offsets(
            from: EntryText(bytes(entry)),
            options: bytes(options),
            version: version,
            trace: nil
        ).map { "\(text($0.path)) -\(text($0.options)) \(text($0.location))" }
    }

    @Test(arguments: entries, AutofsVersion.observed)
    func `an entry is a multi-mount or not`(row: Row<String, Bool>, version: AutofsVersion) {
        #expect(isMultiMount(row.input, version) == row.output, row.comment)
    }

    @Test(arguments: dashes) func `a dash after a location means something else in each version`(
        row: Row<String, (in518: Bool, in519: Bool)>
    ) {
        #expect(isMultiMount(row.input, .release518) == row.output.in518, row.comment)
        #expect(isMultiMount(row.input, .release519) == row.output.in519, row.comment)
    }

    @Test(arguments: offsetRows, AutofsVersion.observed)
    func `a multi-mount has offsets`(
        row: Row<(options: String, entry: String), [String]>,
        version: AutofsVersion
    ) throws {
        let found = try offsets(row.input.entry, options: row.input.options, version)
        #expect(found == row.output, row.comment)
    }

    @Test(arguments: refused, AutofsVersion.observed)
    func `one bad offset invalidates the whole entry`(row: Row<String, Void>, version: AutofsVersion) {
        #expect(throws: ResolutionFailure.self, row.comment) {
            try offsets(row.input, options: "", version)
        }
    }
}
