import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct LocationTextTests {
    // modules/parse_sun.c: parse_mount, validate_location; the text is one whose variables are replaced
    private static let locations: [Row<String, String>] = [
        Row("a location stays as it is", "server:/a", "server:/a"),
        // quoting-004
        Row("a word after a location belongs to its path", "server:/a b", "server:/a b"),
        // quoting-005
        Row("words are joined by one blank", "server:/a  b", "server:/a b"),
        // later-dash-word-093
        Row("an option after a location belongs to its path", "server:/a -soft", "server:/a -soft"),
        // quoting-002
        Row("quotes are taken out", #"server:"/a b""#, "server:/a b"),
        // quoting-076
        Row("backslashes are taken out", #"server:/a\ b"#, "server:/a b"),
        // wildcard-059
        Row("a blank after a backslash stays in its word", #"s1:/a\ b s2:/c"#, "s1:/a b s2:/c"),
        Row("a comment ends the locations", "server:/a #b", "server:/a"),
        Row("a hash inside a word is part of it", "server:/a#b", "server:/a#b"),
        Row("a hash after a backslash is part of the path", "server:/a \\#b", "server:/a #b"),
        // locations-018
        Row("a colon first is the client's own path", ":/", ":/"),
        // locations-016, locations-017
        Row("a colon first is valid whatever follows", ":a", ":a"),
        Row("a word without a colon is valid", "auto.sub", "auto.sub"),
        Row("a map of a type is valid", "file:auto.sub", "file:auto.sub"),
        Row("a map of the type ldap is valid", "ldap:auto.sub", "ldap:auto.sub"),
        Row("a colon after a backslash is valid", #"a\\:b"#, #"a\:b"#),
        // locations-026
        Row("a host may hold an underscore", "ser_ver:/a", "ser_ver:/a"),
        // locations-028
        Row("a host may hold a percent sign", "ser%ver:/a", "ser%ver:/a"),
        // locations-029
        Row("a host may hold a hash", "ser#ver:/a", "ser#ver:/a"),
        // locations-005
        Row("a host may be an address of IPv6", "2001:db8:1::10:/a", "2001:db8:1::10:/a"),
        // address-forms-017
        Row("a host may be in brackets", "[127.1]:/x", "[127.1]:/x"),
        // replicated-018
        Row("a host may have a weight", "server1(x),server2:/a", "server1(x),server2:/a"),
    ]

    private static let refused: [Row<String, Void>] = [
        // malformed-007, locations-021
        Row("a path without a host", "/a", ()),
        // locations-013, malformed-006
        Row("a host without a path", "server:", ()),
        Row("a relative path", "server:a", ()),
        Row("a map of the type exec", "exec:auto.sub", ()),
        // locations-027
        Row("an exclamation mark in the host", "ser!ver:/a", ()),
        // locations-030
        Row("a tilde in the host", "ser~ver:/a", ()),
        // locations-031
        Row("a letter beyond ASCII in the host", "é:/a", ()),
        // locations-023
        Row("a blank between host and path", "server :/a", ()),
        Row("a word before the host", "b server2:/c", ()),
        // replicated-030
        Row("a blank in a path before another location", "server1:/a b server2:/c", ()),
        // quoting-020; the reader drops such a line, but & can bring a quote
        Row("a quote without a partner", #"server:/a"b"#, ()),
    ]

    // 5.1.9 "fail on empty replicated host name"
    private static let emptyHosts: [Row<String, Void>] = [
        // replicated-005
        Row("two commas between hosts", "server1,,server2:/a", ()),
        // replicated-006, later-empty-host-052
        Row("a comma before the first host", ",server1,server2:/a", ()),
        // later-empty-host-056
        Row("a comma alone", ",:/a", ()),
        // host-without-path-010
        Row("a comma before the colon of a later location", "localhost:/ server,:/a", ()),
    ]

    private static let offsetRows: [Row<String, (location: String, rest: String)>] = [
        // multi-mount-033
        Row("the next offset ends the location", "server:/r /sub server:/s", ("server:/r", "/sub server:/s")),
        // multi-mount-055
        Row("a quoted offset does too", #"server:/r "/a b" server:/s"#, ("server:/r", #""/a b" server:/s"#)),
        // multi-mount-060
        Row("several locations come before it", "s1:/s s2:/t /u s:/u", ("s1:/s s2:/t", "/u s:/u")),
        Row("a path to come hides the next offset", ":tmpfs /sub server:/s", (":tmpfs /sub server:/s", "")),
        // multi-mount-064
        Row("a comment ends the location", "server:/s # comment", ("server:/s", "")),
    ]

    private func takeAll(_ entry: String, _ version: AutofsVersion) throws(ResolutionFailure) -> String {
        var entry = EntryText(bytes(entry))
        return text(try LocationText.takeAll(from: &entry, version: version))
    }

    @Test(arguments: locations, AutofsVersion.observed)
    func `locations are split, unquoted and joined again`(row: Row<String, String>, version: AutofsVersion)
        throws
    {
        #expect(try takeAll(row.input, version) == row.output, row.comment)
    }

    @Test(arguments: refused, AutofsVersion.observed)
    func `a location that names no path on a host is refused`(row: Row<String, Void>, version: AutofsVersion)
    {
        #expect(throws: ResolutionFailure.self, row.comment) { try takeAll(row.input, version) }
    }

    @Test(arguments: emptyHosts) func `5.1.8 passes over an empty host and 5.1.9 refuses it`(
        row: Row<String, Void>
    ) throws {
        #expect(try takeAll(row.input, .release518) == row.input, row.comment)
        #expect(throws: ResolutionFailure.self, row.comment) { try takeAll(row.input, .release519) }
    }

    @Test(arguments: offsetRows, AutofsVersion.observed)
    func `the location of an offset ends at the next one`(
        row: Row<String, (location: String, rest: String)>,
        version: AutofsVersion
    ) throws {
        var entry = EntryText(bytes(row.input))
        let location = text(try LocationText.takeUpToOffset(from: &entry, version: version))
        #expect(location == row.output.location, row.comment)
        #expect(text(entry.rest) == row.output.rest, row.comment)
    }
}
