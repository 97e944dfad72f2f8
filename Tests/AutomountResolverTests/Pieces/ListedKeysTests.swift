import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct ListedKeysTests {
    /// The keys in order, whether there is a wildcard, and whether some keys cannot be listed.
    typealias Listed = (names: [String], hasWildcard: Bool, isPartial: Bool)

    // modules/lookup_file.c: lookup_read_map; modules/lookup_program.c: lookup_read_map
    private static let maps: [Row<Maps, Listed>] = [
        Row("keys are listed in their order", ["home": "b s:/\na s:/\n"], (["b", "a"], false, false)),
        // direct-031
        Row(
            "keys of an include come where it is",
            ["home": "+inc\nb s:/\n", "inc": "a s:/\n"],
            (["a", "b"], false, false)
        ),
        // browse-002
        Row("a wildcard is no key", ["home": "a s:/\n* s:/\n"], (["a"], true, false)),
        // wildcard-026
        Row("a quoted wildcard is none either", ["home": "\"*\" s:/\n"], ([], true, false)),
        Row("a map is listed once", ["home": "+inc\n+inc\n", "inc": "a s:/\n"], (["a"], false, false)),
        Row(
            "maps that include each other are listed once",
            ["home": "a s:/\n+inc\n", "inc": "+home\nb s:/\n"],
            (["a", "b"], false, false)
        ),
        // browse-018
        Row(
            "a program lists nothing",
            ["home": "a s:/\n+prog\n", "prog": "#!/bin/sh\n"],
            (["a"], false, true)
        ),
        Row(
            "sixteen includes deep keys are listed",
            chain(of: 16, endingWith: "a s:/\n"),
            (["a"], false, false)
        ),
        Row("seventeen includes deep they are not", chain(of: 17, endingWith: "a s:/\n"), ([], false, true)),
    ]

    @Test(arguments: maps) func `a map lists its keys and those of its includes`(row: Row<Maps, Listed>) {
        let locator = MapLocator(maps: row.input, programs: ["prog"])
        let keys = ListedKeys(of: locator.home, isDirect: false, by: locator)
        #expect(keys.names.map { text($0) } == row.output.names, row.comment)
        #expect((keys.wildcard != nil) == row.output.hasWildcard, row.comment)
        #expect(keys.isPartial == row.output.isPartial, row.comment)
    }
}
