import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct MapLookupTests {
    // modules/lookup_file.c: lookup_one, lookup_wild, check_map_indirect; the entry of alice
    private static let indirect: [Row<Maps, String?>] = [
        // wildcard-021
        Row("a key goes before a wildcard above it", ["home": "* s:/w\nalice s:/a\n"], "s:/a"),
        // wildcard-022
        Row("a key goes before a wildcard below it", ["home": "alice s:/a\n* s:/w\n"], "s:/a"),
        Row("a wildcard answers for a name without a key", ["home": "* s:/w\nbob s:/b\n"], "s:/w"),
        Row("a name without key and wildcard has no entry", ["home": "bob s:/b\n"], nil),
        // duplicates-002
        Row("the first of two entries counts", ["home": "alice s:/1\nbob s:/b\nalice s:/2\n"], "s:/1"),
        // duplicates-009
        Row("a key in quotes is the same", ["home": "\"alice\" s:/1\nalice s:/2\n"], "s:/1"),
        Row("a key is compared byte for byte", ["home": "Alice s:/a\n"], nil),
        // wildcard-026
        Row("a quoted star is a wildcard in a map without includes", ["home": "\"*\" s:/q\n"], "s:/q"),
        // quoted-wildcard-001, quoted-wildcard-006
        Row("it is none in a map with includes", ["home": "\"*\" s:/q\n+inc\n", "inc": "bob s:/b\n"], nil),
        // duplicates-012
        Row(
            "a key above an include goes before it",
            ["home": "alice s:/own\n+inc\n", "inc": "alice s:/i\n"],
            "s:/own"
        ),
        Row(
            "an include goes before a key below it",
            ["home": "+inc\nalice s:/own\n", "inc": "alice s:/i\n"],
            "s:/i"
        ),
        // duplicates-016
        Row(
            "an included wildcard goes before a later key",
            ["home": "+inc\nalice s:/own\n", "inc": "* s:/w\n"],
            "s:/w"
        ),
        // duplicates-014
        Row(
            "an included key goes before an earlier wildcard",
            ["home": "* s:/w\n+inc\n", "inc": "alice s:/i\n"],
            "s:/i"
        ),
        // rule-include-shared-009, rule-include-shared-010
        Row(
            "an included wildcard goes before a key of a later include",
            ["home": "+two\n+inc\n", "inc": "alice s:/i\n", "two": "* s:/two\n"],
            "s:/two"
        ),
        // include-025
        Row("a map that includes itself goes on", ["home": "+home\nalice s:/a\n"], "s:/a"),
        // include-035
        Row(
            "an included program is not asked for a key of a file",
            ["home": "+prog\nalice s:/own\n", "prog": "#!/bin/sh\n"],
            "s:/own"
        ),
        Row("sixteen includes deep a key is found", chain(of: 16, endingWith: "alice s:/a\n"), "s:/a"),
    ]

    // modules/lookup_file.c: lookup_mount (MAX_INCLUDE_DEPTH)
    private static let loops: [Row<Maps, Void>] = [
        // include-021, include-022
        Row(
            "two maps that include each other",
            ["home": "+a\n", "a": "+b\nx s:/\n", "b": "+a\nalice s:/\n"],
            ()
        ),
        // include-023
        Row("a loop above the key", ["home": "+a\nalice s:/z\n", "a": "+b\n", "b": "+a\n"], ()),
        Row("seventeen includes", chain(of: 17, endingWith: "alice s:/a\n"), ()),
    ]

    // lib/parse_subs.c: sanitize_path; the entry of /data
    private static let direct: [Row<Maps, String?>] = [
        Row("a key of a direct map is a path", ["home": "/data s:/d\n"], "s:/d"),
        // wildcard-054
        Row("a direct map has no wildcard", ["home": "* s:/w\n"], nil),
        // direct-030
        Row(
            "a key above an include goes before it",
            ["home": "/data s:/own\n+inc\n", "inc": "/data s:/i\n"],
            "s:/own"
        ),
        // direct-031
        Row(
            "an include goes before a key below it",
            ["home": "+inc\n/data s:/own\n", "inc": "/data s:/i\n"],
            "s:/i"
        ),
        // rule-direct-program-055
        Row("a program is not asked", ["home": "+prog\n", "prog": "#!/bin/sh\n"], nil),
    ]

    private func entry(of name: String, isDirect: Bool, in maps: Maps) throws(ResolutionFailure) -> String? {
        let files = Dictionary(uniqueKeysWithValues: maps.map { ("/etc/" + $0.key, $0.value) })
        let context = ResolverContext(files, programs: ["/etc/prog"])
        var lookup = context.lookup(
            bytes(name),
            isDirect: isDirect,
            in: bytes("/home"),
            with: MasterMapOptions(ofSubmount: [])
        )
        return try lookup.firstEntry(in: context.locator.home).map { text($0.value) }
    }

    @Test(arguments: indirect) func `a map has an entry for a name`(row: Row<Maps, String?>) throws {
        #expect(try entry(of: "alice", isDirect: false, in: row.input) == row.output, row.comment)
    }

    @Test(arguments: loops) func `a loop of includes ends the lookup`(row: Row<Maps, Void>) {
        let failure = #expect(throws: ResolutionFailure.self, row.comment) {
            try entry(of: "alice", isDirect: false, in: row.input)
        }
        #expect(failure?.code == .includeLoop, row.comment)
    }

    @Test(arguments: direct) func `a direct map has an entry for a path`(row: Row<Maps, String?>) throws {
        #expect(try entry(of: "/data", isDirect: true, in: row.input) == row.output, row.comment)
    }

    // wildcard-030, wildcard-031
    @Test func `the name of a star finds the wildcard alone`() throws {
        #expect(try entry(of: "*", isDirect: false, in: ["home": "* s:/w\n"]) == "s:/w")
        #expect(try entry(of: "*", isDirect: false, in: ["home": "alice s:/w\n"]) == nil)
    }
}
