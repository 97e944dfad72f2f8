import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct IncludeNameTests {
    // lib/parse_subs.c: parse_map_type_info; type, format and name
    private static let names: [Row<String, [String?]>] = [
        Row("a name has no type", "auto.inc", [nil, nil, "auto.inc"]),
        Row("a path has no type", "/etc/auto.inc", [nil, nil, "/etc/auto.inc"]),
        // include-004
        Row("a type comes before a colon", "file:auto.inc", ["file", nil, "auto.inc"]),
        // include-005
        Row("a format comes after a comma", "file,sun:/etc/auto.inc", ["file", "sun", "/etc/auto.inc"]),
        Row("the first colon ends the type", "ldap:server:auto.inc", ["ldap", nil, "server:auto.inc"]),
        Row("a name may be empty", "", [nil, nil, ""]),
    ]

    private static let refused: [Row<String, Void>] = [
        // include-046
        Row("dir is no type of an include", "dir:/etc", ()),
        // submount-009
        Row("exec is no type of an include", "exec:/etc/auto.prog", ()),
        Row("multi is no type of an include", "multi:auto.a", ()),
        Row("files is no type of an include", "files:auto.a", ()),
    ]

    // modules/lookup_file.c: check_self_include
    private static let selves: [Row<(name: String, path: String), Bool>] = [
        // include-025
        Row("a map is itself by its name", ("auto.home", "/etc/auto.home"), true),
        // include-026
        Row("a map is itself by its path", ("/etc/auto.home", "/etc/auto.home"), true),
        Row("a map of another directory is not", ("/srv/auto.home", "/etc/auto.home"), false),
        Row("a path with two slashes is not", ("/etc//auto.home", "/etc/auto.home"), false),
        Row("another name is not", ("auto.inc", "/etc/auto.home"), false),
        // rule-include-shared-001, rule-include-shared-002
        Row("a type before a name hides it", ("file:auto.home", "/etc/auto.home"), false),
        // rule-include-shared-003
        Row("a type before a path does not", ("file:/etc/auto.home", "/etc/auto.home"), true),
    ]

    private static let files: [Row<(name: String, path: String), Bool>] = [
        // found-3-5
        Row("a map is itself as a file by its path", ("file:/etc/auto.inc", "/etc/auto.inc"), true),
        Row("another path is not", ("file:/etc/auto.two", "/etc/auto.inc"), false),
        Row("the type program is not", ("program:/etc/auto.inc", "/etc/auto.inc"), false),
    ]

    @Test(arguments: names) func `an include has a type, a format and a name`(row: Row<String, [String?]>)
        throws
    {
        let map = try #require(IncludeName(bytes(row.input))).map
        #expect([map.type, map.format, text(map.name)] == row.output, row.comment)
    }

    @Test(arguments: refused) func `an include has one of some types`(row: Row<String, Void>) {
        #expect(IncludeName(bytes(row.input)).map(\.map) == nil, row.comment)
    }

    @Test(arguments: selves) func `a map may include itself`(row: Row<(name: String, path: String), Bool>)
        throws
    {
        let name = try #require(IncludeName(bytes(row.input.name)))
        #expect(name.isSelf(in: row.input.path) == row.output, row.comment)
    }

    @Test(arguments: files) func `a map may include itself as a file`(
        row: Row<(name: String, path: String), Bool>
    ) throws {
        let name = try #require(IncludeName(bytes(row.input.name)))
        #expect(name.isFile(at: row.input.path) == row.output, row.comment)
    }
}
