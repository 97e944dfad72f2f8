import MountMaps
import Testing

@testable import AutomountResolver

// daemon/lookup.c: lookup_nss_mount; daemon/master.c: master_add_source_instance; lib/parse_subs.c: match_cached_key
@Suite struct SharedMapSearchTests {
    /// What comes after the mount point in the master map, and maps below `/etc`.
    typealias Site = (line: String, maps: Maps)

    // The entries that automount tries for alice, each where the one before could not be mounted; nil where it finds no
    // further one. Entries that can never be mounted are left out, as nobody sees automount try them.
    private static let searches: [Row<Site, [String?]>] = [
        // duplicates-016
        Row(
            "an included wildcard goes before a later key",
            ("home", ["home": "+inc\nalice s:/own\n", "inc": "* s:/w\n"]),
            ["s:/w"]
        ),
        // duplicates-014
        Row(
            "an included key goes before an earlier wildcard",
            ("home", ["home": "* s:/w\n+inc\n", "inc": "alice s:/i\n"]),
            ["s:/i"]
        ),
        // include-035
        Row(
            "an included program is not asked for a key of a file",
            ("home", ["home": "+prog\nalice s:/own\n", "prog": "#!/bin/sh\n"]),
            ["s:/own"]
        ),
        // rule-include-fails-008
        Row(
            "it is not asked for a key of a later include either",
            ("home", ["home": "+prog\n+inc\n", "inc": "alice s:/i\n", "prog": "#!/bin/sh\n"]),
            ["s:/i"]
        ),
        // rule-include-fails-004
        Row(
            "after an included entry fails the map's own is tried",
            ("home", ["home": "+inc\nalice s:/own\n", "inc": "alice s:/f\n"]),
            ["s:/f", "s:/own"]
        ),
        // rule-include-fails-005
        Row(
            "a later include is passed over, and the map's own is tried",
            ("home", ["home": "+inc\n+two\nalice s:/own\n", "inc": "alice s:/f\n", "two": "alice s:/two\n"]),
            ["s:/f", "s:/own"]
        ),
        // rule-include-fails-006, rule-include-shared-013
        Row(
            "without an own entry a later include is passed over too",
            ("home", ["home": "+inc\n+two\n", "inc": "alice s:/f\n", "two": "alice s:/two\n"]),
            ["s:/f", nil]
        ),
        // rule-include-shared-014
        Row(
            "the same holds for included wildcards",
            ("home", ["home": "+inc\n+two\n", "inc": "* s:/i\n", "two": "* s:/two\n"]),
            ["s:/i", nil]
        ),
        // wildcard-fails-017
        Row(
            "after an included wildcard fails the own wildcard is not tried",
            ("home", ["home": "+inc\n* s:/a\n", "inc": "* s:/b\n"]),
            ["s:/b", nil]
        ),
        // rule-include-fails-002
        Row(
            "after an included key fails the own wildcard is tried",
            ("home", ["home": "+inc\n* s:/own\n", "inc": "alice bad:\n"]),
            ["s:/own"]
        ),
        // rule-include-shared-008
        Row(
            "after an included wildcard fails the own key is not tried",
            ("home", ["home": "+inc\nalice s:/x\n* s:/y\n", "inc": "* -fstype=autofs auto.none\n"]),
            [nil]
        ),
        // wildcard-fails-005
        Row(
            "a wildcard three includes deep leaves the own key",
            (
                "home",
                [
                    "home": "+inc\nalice s:/a\n", "inc": "+two\n", "two": "+three\nalice s:/b\n",
                    "three": "* -ro\n",
                ]
            ),
            ["s:/a"]
        ),
        // wildcard-fails-006
        Row(
            "it leaves the key of the map between, too",
            (
                "home",
                [
                    "home": "+inc\nalice s:/a\n", "inc": "+two\nalice s:/c\n", "two": "+three\nalice s:/b\n",
                    "three": "* -ro\n",
                ]
            ),
            ["s:/c"]
        ),
        // wildcard-fails-029
        Row(
            "an include without the key goes on to an earlier one, which does not have it any more",
            ("home", ["home": "+inc\n+two\n* s:/a\n", "inc": "alice -ro\nbob s:/b\n", "two": "bob s:/t\n"]),
            ["s:/a"]
        ),
        // rule-include-shared-004
        Row(
            "one map may be included by type and by name",
            ("home", ["home": "+file:inc\n+inc\nalice s:/a\n", "inc": "bob s:/x\n"]),
            ["s:/a"]
        ),
        // daemon/lookup.c: do_name_lookup_mount; rule-include-shared-005
        Row(
            "an include by type and name is another one the second time",
            ("home", ["home": "+file:inc\n+more\n", "inc": "* nohost:/x\n", "more": "alice s:/x\n"]),
            ["s:/x"]
        ),
        // rule-include-shared-006
        Row(
            "an include by name is the same one the second time",
            ("home", ["home": "+inc\n+more\n", "inc": "* nohost:/x\n", "more": "alice s:/x\n"]),
            [nil]
        ),
        // rule-include-shared-003
        Row(
            "a map that includes itself as a file goes on",
            ("home", ["home": "+file:/etc/home\nalice s:/a\n"]),
            ["s:/a"]
        ),
        // rule-include-shared-011
        Row(
            "an own wildcard first in the table hides the wildcard of an include",
            ("home", ["home": "* s:/y\n+two\n+inc\n", "inc": "alice s:/i\n", "two": "* s:/two\n"]),
            ["s:/i"]
        ),
        // rule-include-shared-012
        Row(
            "it does not once another include was asked",
            ("home", ["home": "* s:/y\n+two\n+inc\n", "inc": "bob s:/i\n", "two": "* s:/two\n"]),
            ["s:/two"]
        ),
        // rule-multi-201
        Row(
            "multi goes on after a wildcard that fails",
            ("multi:a -- b", ["a": "* bad:\n", "b": "alice s:/b\n"]),
            ["s:/b"]
        ),
        // rule-multi-009, rule-multi-101
        Row(
            "multi does not go on after a key that fails",
            ("multi:a -- b", ["a": "alice bad:\n", "b": "alice s:/b\n"]),
            [nil]
        ),
        // rule-multi-206
        Row(
            "multi does not go on after a wildcard that is a multi-mount",
            ("multi:a -- b", ["a": "* / nohost:/x\n", "b": "alice s:/b\n"]),
            [nil]
        ),
        // rule-multi-221
        Row(
            "multi has no quoted wildcard",
            ("multi:a -- b", ["a": "\"*\" s:/x\n", "b": "bob s:/b\n"]),
            [nil]
        ),
    ]

    private static let quotedWildcards: [Row<Maps, (in518: String?, in519: String?)>] = [
        // quoted-wildcard-001
        Row(
            "a quoted wildcard above an include does not count",
            ["home": "\"*\" s:/w\n+/etc/inc\n", "inc": "bob s:/b\n"],
            (nil, nil)
        ),
        // quoted-wildcard-003
        Row(
            "above two includes it counts in 5.1.8",
            ["home": "\"*\" s:/w\n+/etc/inc\n+missing\n", "inc": "bob s:/b\n"],
            ("s:/w", nil)
        ),
        // quoted-wildcard-004
        Row(
            "it does not where the missing one comes first",
            ["home": "\"*\" s:/w\n+missing\n+/etc/inc\n", "inc": "bob s:/b\n"],
            (nil, nil)
        ),
        // quoted-wildcard-006
        Row(
            "a quoted wildcard below an include does not count",
            ["home": "+/etc/inc\n\"*\" s:/w\n", "inc": "bob s:/b\n"],
            (nil, nil)
        ),
    ]

    private func search(_ site: Site, name: String = "alice", _ version: AutofsVersion = .release518) throws
        -> SharedMapSearch
    {
        var files = Dictionary(uniqueKeysWithValues: site.maps.map { ("/etc/" + $0.key, $0.value) })
        files["/etc/auto.master"] = "/home \(site.line)\n"
        let context = ResolverContext(files, programs: ["/etc/prog"], facts: .observed(version))
        let sources = context.sources()
        let search = SharedMapSearch(
            lookups: sources.map {
                context.lookup(bytes(name), isDirect: false, in: bytes("/home"), with: $0.options)
            },
            sources: sources,
            places: sources.map { context.locator.places(of: $0.map) },
            isNested: false
        )
        return try #require(search)
    }

    @Test(arguments: searches) func `entries are tried until one can be mounted`(row: Row<Site, [String?]>)
        throws
    {
        var search = try search(row.input)
        for expected in row.output {
            let found = try nextMountable(of: &search)
            try #require(found == expected, row.comment)
            search.fail(isMultiMount: false)
        }
    }

    /// The next entry that may be mounted.
    private func nextMountable(of search: inout SharedMapSearch) throws -> String? {
        while let found = try search.next() {
            let entry = text(found.entry.value)
            guard ["bad:", "-ro", "nohost:/x", "/ nohost:/x", "-fstype=autofs auto.none"].contains(entry)
            else {
                return entry
            }
            search.fail(isMultiMount: entry.hasPrefix("/"))
        }
        return nil
    }

    @Test(arguments: quotedWildcards) func `a quoted wildcard may be taken out of the table`(
        row: Row<Maps, (in518: String?, in519: String?)>
    ) throws {
        var earlier = try search(("/etc/home", row.input), .release518)
        #expect(try earlier.next().map { text($0.entry.value) } == row.output.in518, row.comment)
        var later = try search(("/etc/home", row.input), .release519)
        #expect(try later.next().map { text($0.entry.value) } == row.output.in519, row.comment)
    }

    // rule-include-shared-001, rule-include-shared-002
    @Test func `a map that includes itself by type and name ends the lookup`() throws {
        var search = try search(("home", ["home": "+file:home\nalice s:/a\n"]))
        let failure = #expect(throws: ResolutionFailure.self) { try search.next() }
        #expect(failure?.code == .includeLoop)
    }

    // rule-multi-215
    @Test func `the name of a star does not go on to another wildcard`() throws {
        var search = try search(("multi:a -- b", ["a": "* bad:\n", "b": "* s:/b\n"]), name: "*")
        #expect(try nextMountable(of: &search) == nil)
    }
}
