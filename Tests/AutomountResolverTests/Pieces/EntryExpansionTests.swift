import MountMaps
import Testing

@testable import AutomountResolver

// Where no other authority is named, the rows follow modules/parse_sun.c: expandsunent.
@Suite struct EntryExpansionTests {
    private static let keys: [Row<(key: String, entry: String), String>] = [
        // wildcard-003
        Row("every & becomes the key", ("bob", "server:/export/&/home/&"), "server:/export/bob/home/bob"),
        // wildcard-056
        Row("& of a direct map is the whole path", ("/data", "server:/exp&"), "server:/exp/data"),
        // wildcard-059
        Row(
            "white space of the key gets a backslash, so that it survives splitting",
            ("a b", "server1:/x/& server2:/y/&"),
            #"server1:/x/a\ b server2:/y/a\ b"#
        ),
        // wildcard-066
        Row("& works in options, a tab of the key included", ("a\tb", "-x=&,ro s:/r"), "-x=a\\\tb,ro s:/r"),
        Row("a backslash of the key is not protected", (#"a\b"#, "server:/&"), #"server:/a\b"#),
        Row("& after a backslash stays", ("alice", #"server:/\&"#), "server:/&"),
        // wildcard-011
        Row("& in double quotes stays", ("alice", #""server:/home/&""#), #""server:/home/&""#),
        // quoting-098
        Row(
            "what comes after double quotes is replaced again",
            ("alice", #""server:/&/$A"/&/$A"#),
            #""server:/&/$A"/alice/ay"#
        ),
    ]

    private static let variables: [Row<String, String>] = [
        // variables-076
        Row("a variable becomes its value", "server:/v/$USER", "server:/v/alice"),
        // variables-060
        Row("a dash ends the name of a variable", "server:/v/$USER-x", "server:/v/alice-x"),
        // variables-061
        Row("a dot ends the name of a variable", "server:/v/$USER.x", "server:/v/alice.x"),
        Row("an underscore is part of the name of a variable", "server:/v/$USER_x", "server:/v/"),
        Row("braces end the name of a variable", "server:/v/${USER}_x", "server:/v/alice_x"),
        // variables-067
        Row("an undefined variable becomes nothing", "server:/v/$UNDEFINED", "server:/v/"),
        // variables-070
        Row("an open brace drops the rest of the entry", "server:/v/${USER", "server:/v/"),
        // variables-071
        Row("an open brace drops later words too", "server:/v/${USER /x", "server:/v/"),
        // malformed-029
        Row("a dollar at the end stays", "$", "$"),
        Row("a dollar before a blank stays", "$ x", "$ x"),
        // variables-074
        Row("a dollar before a slash vanishes", "server:/v/$/x", "server:/v//x"),
        // variables-076
        Row("a dollar before a variable vanishes", "server:/v/$$USER", "server:/v/alice"),
        // variables-077
        Row("a variable after a backslash stays", #"server:/v/\$USER"#, "server:/v/$USER"),
        // variables-095
        Row("& in a value stays", "server:/v/$AMPERSAND", "server:/v/x&y"),
        // variables-096
        Row("a variable in a value stays", "server:/v/$VARIABLE", "server:/v/$B"),
    ]

    // debian/patches/mount-hidden-samba-shares.patch: the backslash goes, upstream keeps it.
    private static let backslashes: [Row<String, String>] = [
        // quoting-008
        Row("a backslash goes and the byte after it stays", #"server:/a\b"#, "server:/ab"),
        // quoting-076
        Row("two backslashes become one", #"server:/a\\ b"#, #"server:/a\ b"#),
        Row("four backslashes become two", #"server:/a\\\\b"#, #"server:/a\\b"#),
        // quoting-012
        Row("backslashes in double quotes stay", #""server:/a\\b""#, #""server:/a\\b""#),
    ]

    private static let colons: [Row<String, String>] = [
        // locations-091
        Row(
            "colons of a path become slashes",
            ":/dev/disk/by-id/scsi-0:0:0",
            ":/dev/disk/by-id/scsi-0/0/0"
        ),
        // options-155
        Row("a colon before a slash becomes one too", "server:/a:/b", "server:/a//b"),
        // quoting-040
        Row("all colons of a path become slashes", "server:/a:/b:/c", "server:/a//b//c"),
        // locations-005
        Row("colons before a path stay", "2001:db8:1::10:/a", "2001:db8:1::10:/a"),
        Row("white space ends the path", "server1:/a:b server2:/c", "server1:/a/b server2:/c"),
        Row("a colon after a backslash stays", #"server:/a\:b"#, "server:/a:b"),
        Row("a colon in double quotes stays", #"server:/a":"b"#, #"server:/a":"b"#),
    ]

    private static let keptColons: [Row<String, String>] = [
        // options-156
        Row("--no-slashify-colons keeps the colons of a path", "server:/a:/b", "server:/a:/b")
    ]

    private func expand(_ entry: String, key: String = "alice", slashifiesColons: Bool = true) -> String {
        var facts = ResolverFacts.observed()
        facts.defines = ["A": "ay", "B": "bee", "AMPERSAND": "x&y", "VARIABLE": "$B"]
        let expansion = EntryExpansion(
            key: bytes(key),
            variables: VariableTable(facts: facts),
            slashifiesColons: slashifiesColons,
            trace: nil
        )
        return text(expansion.expand(bytes(entry)[...]))
    }

    @Test(arguments: keys) func `& in an entry becomes the key`(
        row: Row<(key: String, entry: String), String>
    ) {
        #expect(expand(row.input.entry, key: row.input.key) == row.output, row.comment)
    }

    @Test(arguments: variables) func `variables in an entry become values`(row: Row<String, String>) {
        #expect(expand(row.input) == row.output, row.comment)
    }

    @Test(arguments: backslashes) func `expanding takes one level of backslashes`(row: Row<String, String>) {
        #expect(expand(row.input) == row.output, row.comment)
    }

    @Test(arguments: colons) func `colons in a path become slashes`(row: Row<String, String>) {
        #expect(expand(row.input) == row.output, row.comment)
    }

    @Test(arguments: keptColons) func `colons in a path stay where the map says so`(row: Row<String, String>)
    {
        #expect(expand(row.input, slashifiesColons: false) == row.output, row.comment)
    }
}
