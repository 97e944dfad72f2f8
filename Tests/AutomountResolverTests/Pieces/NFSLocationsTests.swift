import Testing

@testable import AutomountResolver

// modules/replicated.c: parse_location
@Suite struct NFSLocationsTests {
    private static let texts: [Row<String, [String]>] = [
        Row("a host and a path", "server:/a", ["server:/a"]),
        // replicated-001
        Row("hosts of a list share the next path", "s1,s2,s3:/a", ["s1:/a", "s2:/a", "s3:/a"]),
        // replicated-009
        Row("each location has a path of its own", "s1:/a s2:/b", ["s1:/a", "s2:/b"]),
        // replicated-005
        Row("empty items of a list are passed over", "s1,,s2:/a", ["s1:/a", "s2:/a"]),
        // replicated-006
        Row("a comma first is passed over", ",s1,s2:/a", ["s1:/a", "s2:/a"]),
        // locations-018
        Row("no host is the client itself", ":/a", [":/a"]),
        // replicated-066
        Row("a weight follows a host", "s1(2),s2(1),s3(0):/a", ["s1(2):/a", "s2(1):/a", "s3:/a"]),
        // replicated-018; atoi(3)
        Row("a weight that is no number is 0", "s1(x),s2:/a", ["s1:/a", "s2:/a"]),
        // replicated-021
        Row("an empty weight is 0", "s1(),s2:/a", ["s1:/a", "s2:/a"]),
        // replicated-024
        Row("a byte after the weight is passed over", "s1(1)x,s2:/a", ["s1(1):/a", "s2:/a"]),
        // rule-weight-040
        Row("a byte between weight and colon makes the path the client's", "s(1)x:/a", ["s(1):", ":/a"]),
        // malformed-027
        Row("a weight without a host is nothing", "(1):/a", []),
        // locations-005
        Row("an address of IPv6 needs no brackets", "2001:db8:1::10:/a", ["2001:db8:1::10:/a"]),
        // replicated-026
        Row("a comma after the first path is part of it", "s1:/a,s2//b", ["s1:/a,s2//b"]),
        // wildcard-059
        Row("a path may hold blanks before another host", "s1:/x/a b s2:/y/a b", ["s1:/x/a b", "s2:/y/a b"]),
        // quoting-004
        Row("a path may hold blanks at the end", "server:/a b", ["server:/a b"]),
        // host-without-path-002
        Row("a path may be one slash", "localhost:/ server:/b", ["localhost:/", "server:/b"]),
        // add_local_path; rule-local-order-038
        Row(
            "a path of the client leaves hosts that wait for one to the next",
            "client,:/ server1(1):/alice",
            ["client:/alice", ":/", "server1(1):/alice"]
        ),
        Row("a word without a colon names no path", "server", []),
    ]

    @Test(arguments: texts) func `locations name hosts, weights and paths`(row: Row<String, [String]>) throws
    {
        let found = try NFSLocations.parse(bytes(row.input)).map { location in
            let weight = location.weight == 0 ? "" : "(\(location.weight))"
            return "\(text(location.host))\(weight):\(text(location.path))"
        }
        #expect(found == row.output, row.comment)
    }

    // modules/replicated.c: parse_location ("Mismatched brackets")
    @Test func `a weight without its closing parenthesis is refused`() {
        #expect(throws: ResolutionFailure.self) { try NFSLocations.parse(bytes("server1(1:/a")) }
    }
}
