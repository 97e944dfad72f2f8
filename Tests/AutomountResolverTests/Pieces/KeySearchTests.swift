import MountMaps
import Testing

@testable import AutomountResolver

// daemon/lookup.c: lookup_source_mapent; modules/lookup_file.c: lookup_read_map
@Suite struct KeySearchTests {
    /// Where alice is found: the file and the number of the entry in it.
    private static let searches: [Row<Maps, String?>] = [
        Row("the first of two entries counts", ["home": "alice s:/1\nbob s:/\nalice s:/2\n"], "/etc/home 0"),
        Row(
            "an include above the key counts before it",
            ["home": "+inc\nalice s:/\n", "inc": "alice s:/\n"],
            "/etc/inc 0"
        ),
        Row(
            "an include below the key does not",
            ["home": "alice s:/\n+inc\n", "inc": "alice s:/\n"],
            "/etc/home 0"
        ),
        Row("a wildcard is no entry of the name", ["home": "* s:/\n"], nil),
        Row(
            "a wildcard of an include is none either",
            ["home": "+inc\nalice s:/\n", "inc": "* s:/\n"],
            "/etc/home 0"
        ),
        // duplicates-009
        Row("a key in quotes is the same", ["home": "\"alice\" s:/1\nalice s:/2\n"], "/etc/home 0"),
        Row(
            "two maps that include each other end",
            ["home": "+inc\n", "inc": "+home\nalice s:/\n"],
            "/etc/inc 0"
        ),
        Row("sixteen includes deep a key is found", chain(of: 16, endingWith: "alice s:/\n"), "/etc/16 0"),
        // modules/lookup_file.c: MAX_INCLUDE_DEPTH
        Row("seventeen includes deep it is not", chain(of: 17, endingWith: "alice s:/\n"), nil),
    ]

    @Test(arguments: searches) func `a name is searched in files and their includes`(row: Row<Maps, String?>)
        throws
    {
        let locator = MapLocator(maps: row.input)
        var search = KeySearch(name: bytes("alice"))
        let found = try IncludeWalk(locator: locator).visit(locator.home, with: &search)
        #expect(found.map { "\($0.file) \($0.position)" } == row.output, row.comment)
    }
}
