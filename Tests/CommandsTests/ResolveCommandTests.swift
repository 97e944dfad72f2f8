import Foundation
import Testing

@Suite struct ResolveCommandTests {
    private static let files = [
        "etc/auto.master": "/home /etc/auto.home\n/work auto.work\n/gone auto.gone\n/- auto.direct\n",
        "etc/auto.home":
            "alice -rw server:/export/&\nbob nfs9:/x/&\ncarol nfs9:/x/&\ndave -ro\n* server:/home/&\n",
        "etc/auto.work": "alice server:/work/$USER/$UID/$GROUP/$GID$HOME\n+auto.more\n",
        "etc/auto.more": "more server:/more\n",
        "etc/auto.direct": "/data server:/data\n",
        "etc/hosts": "192.0.2.1 server\n",
        "etc/hostname": "# a comment\n\n  image.example.org  rest\n",
        "etc/passwd":
            "bad line\nroot:x:0:0:root:/root:/bin/sh\nann:x:1001:100::/home/ann:/bin/sh\nlone:x:5:5::/:\n",
        "etc/group": ":::\nroot:x:0:\nusers:x:100:ann\n",
    ]

    private static func resolve(
        _ arguments: [String],
        _ changes: [String: String] = [:]
    ) async throws -> Autohome.Result {
        var result: Autohome.Result?
        try await TemporaryRoot.with(files.merging(changes) { $1 }) { root in
            let arguments = arguments.map { $0.replacing("ROOT", with: root.path) }
            result = try await Autohome.run(["resolve", "--root", root.path] + arguments)
        }
        return try #require(result)
    }

    @Test(arguments: [
        ([], "server:/work/root/0/root/0/root"),
        (["--user", "ann"], "server:/work/ann/1001/users/100/home/ann"),
        (["--user", "1001"], "server:/work/ann/1001/users/100/home/ann"),
        (["--user", "4242"], "server:/work////"),
        // Only the variable for the group is empty if the group has no name.
        (["--user", "lone"], "server:/work/lone/5//5/"),
        (["--facts", "ROOT/facts.json"], "server:/work/zoe/7/staff/8/z"),
        (["--user", "zoe", "--facts", "ROOT/facts.json"], "server:/work/zoe/7/staff/8/z"),
        (["--user", "7", "--facts", "ROOT/facts.json"], "server:/work/zoe/7/staff/8/z"),
        // Facts about one user do not apply to another.
        (["--user", "ann", "--facts", "ROOT/facts.json"], "server:/work/ann/1001/users/100/home/ann"),
    ]) func `expands user variables for the user given by --user or the facts`(
        arguments: [String],
        source: String
    )
        async throws
    {
        let facts = #"{"userRecord": {"name": "zoe", "uid": 7, "gid": 8, "group": "staff", "home": "/z"}}"#
        let result = try await Self.resolve(["/work/alice"] + arguments, ["facts.json": facts])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains(" \(source) ") || result.output.contains(" \(source)\n"), "\(result)")
    }

    @Test func `reports an unknown user with status 2`() async throws {
        let result = try await Self.resolve(["/work/alice", "--user", "nobody-here"])
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.error.contains("there is no account \"nobody-here\""), "\(result)")
    }

    @Test func `prefers each fact from the file over the one of the machine`() async throws {
        let map = ["etc/auto.work": "alice nfs9:/$HOST/$OSREL\n"]
        let files = [
            "facts.json":
                #"{"hosts": {"NFS9": "192.0.2.9"}, "uname": {"sysname": "Linux", "release": "9", "version": "", "machine": "m"}}"#
        ]
        let own = try await Self.resolve(["/work/alice"], map)
        #expect(own.status == 1 && own.output.contains("no-host"), "\(own)")
        let given = try await Self.resolve(
            ["/work/alice", "--facts", "ROOT/facts.json"],
            map.merging(files) { $1 }
        )
        #expect(given.output.contains("nfs9:/image.example.org/9 "), "\(given)")
        let stillKnown = try await Self.resolve(
            ["/home/alice", "--facts", "ROOT/facts.json"],
            map.merging(files) { $1 }
        )
        #expect(stillKnown.status == 0, "\(stillKnown)")
    }

    @Test(arguments: [
        "{", "[]", #"{"local": 1}"#, #"{"local": ["1.2.3.4/99"]}"#, #"{"local": ["x"]}"#,
        #"{"userRecord": {"name": "x"}}"#, "\u{0}",
        #"{"servers": {"192.0.2.1": {"delay": 3}}}"#,
    ])
    func `rejects a malformed facts file`(text: String) async throws {
        let result = try await Self.resolve(
            ["/home/alice", "--facts", "ROOT/facts.json"],
            ["facts.json": text]
        )
        #expect(result.status == 2)
        #expect(result.error.contains("must contain facts about a client"), "\(result)")
    }

    @Test func `ignores unknown facts with a warning`() async throws {
        let facts = ["facts.json": #"{"host": "ws1", "oops": 1, "hostname": "x"}"#]
        let result = try await Self.resolve(["/home/alice", "--facts", "ROOT/facts.json"], facts)
        #expect(result.status == 0, "\(result)")
        #expect(result.error.contains("unknown key \"hostname\" is ignored"), "\(result)")
        #expect(result.error.contains("\"oops\"") && !result.error.contains("\"host\""), "\(result)")
    }

    @Test func `resolve looks a name up below every mount point`() async throws {
        let both = try await Self.resolve(["alice"])
        #expect(both.status == 0, "\(both)")
        #expect(both.output.contains("/home/alice ← server:/export/alice"))
        #expect(both.output.contains("/work/alice ← server:/work/root"))
        #expect(both.output.contains("/gone/alice: no-map"))
        let one = try await Self.resolve(["zed"])
        #expect(one.status == 0 && one.output.contains("not below /work"), "\(one)")
        let failing = try await Self.resolve(["bob"])
        #expect(failing.status == 1, "\(failing)")
        let none = try await Self.resolve(["zed"], ["etc/auto.master": "/work auto.work\n"])
        #expect(none.status == 1 && none.output.contains("no-such-key"), "\(none)")
    }

    @Test func `resolves a single map with --map, without the master map`() async throws {
        let master = ["etc/auto.master": "no master map at all\n"]
        for (arguments, expected) in [
            (["alice", "--map", "auto.home"], "/home/alice ← server:/export/alice"),
            (
                ["alice", "--map", "/etc/auto.home", "--mount-point", "/srv/x"],
                "/srv/x/alice ← server:/export/alice"
            ),
            (["/y/more", "--map", "auto.work", "--mount-point", "/y"], "/y/more ← server:/more"),
            (["/data", "--map", "auto.direct"], "/data ← server:/data"),
        ] {
            let result = try await Self.resolve(arguments, master)
            #expect(result.output.hasPrefix(expected), "\(result)")
        }
    }

    @Test(arguments: [
        ("alice\n", "server:/own"), ("alice -ro\n", "server:/own"), ("alice server:/inc\n", "server:/inc"),
    ]) func `prints as a program map the entry that automount ends up with`(
        included: String,
        entry: String
    ) async throws {
        let files = ["etc/auto.home": "+auto.inc\nalice server:/own\n", "etc/auto.inc": included]
        let result = try await Self.resolve(["--program-map", "--map", "auto.home", "alice"], files)
        #expect(result.status == 0 && result.output == entry + "\n", "\(result)")
    }

    @Test func `resolves all keys and homes, and ranks failures by how many they affect`() async throws {
        let ldif = """
            dn: uid=bob,dc=x
            uid: bob
            homeDirectory: /home/bob

            dn: uid=zoe,dc=x
            uid: zoe
            homeDirectory: /home/zoe

            dn: uid=svc,dc=x
            uid: svc
            homeDirectory: svc


            """
        let result = try await Self.resolve(
            ["--all", "--ldif", "ROOT/accounts.ldif", "--format", "json"],
            ["accounts.ldif": ldif]
        )
        #expect(result.status == 1, "\(result)")
        let survey = try result.json()
        #expect(survey["keys"] as? [String: Int] == ["total": 7, "fine": 4])
        #expect(survey["accounts"] as? [String: Int] == ["total": 2, "fine": 1])
        #expect(survey["refusedAccounts"] as? Int == 1)
        let failures = try #require(survey["failures"] as? [[String: Any]])
        #expect(failures.compactMap { $0["code"] as? String } == ["no-host", "bad-entry", "no-map"])
        #expect(failures.compactMap { $0["count"] as? Int } == [3, 1, 1])
        #expect(failures[0]["accounts"] as? Int == 1)
        #expect(failures[0]["examples"] as? [String] == ["/home/bob", "/home/carol"])
        #expect(failures[1]["line"] as? Int == 4)
        let helps = failures.compactMap { $0["help"] as? String }
        #expect(!helps.contains { $0.contains("'dave'") || $0.contains("'bob'") }, "\(helps)")
        let maps = try #require(survey["maps"] as? [[String: Any]])
        #expect(maps.compactMap { $0["hasWildcard"] as? Bool } == [true, false, false, false])
        #expect(maps.compactMap { $0["keys"] as? Int } == [4, 2, 0, 1])
    }

    @Test func `ends with status 0 when every key resolves`() async throws {
        let files = [
            "etc/auto.master": "/work auto.work\n",
            "etc/auto.work": "a server:/a\nb -fstype=autofs auto.more\n",
        ]
        let result = try await Self.resolve(["--all"], files)
        #expect(result.status == 0, "\(result)")
        #expect(result.output.hasSuffix("3 of 3 keys are served\n"))
    }

    @Test(arguments: [
        ([String](), "needs a path, a name, or --all"), ([""], "not an empty argument"),
        (["a/b"], "absolute path or a name"),
        (["/a", "--all"], "--all cannot be combined"), (["--all", "--explain"], "--explain needs one path"),
        (["/a", "--mount-point", "/b"], "needs --map"),
        (["/a", "--map", "b c"], "without blanks"), (["/a", "--define", "x"], "--define"),
        (["a", "--program-map", "--run-programs"], "cannot be combined with --run-programs"),
        (["/a", "--run-programs", "--program-output", "x"], "give one of them"),
        (["/a", "--run-programs", "--program-timeout", "0"], "1 to 86400"),
        (["/a", "--program-timeout", "5"], "needs --run-programs"),
    ]) func `explains wrong usage of resolve and ends with status 64`(arguments: [String], reason: String)
        async throws
    {
        let result = try await Self.resolve(arguments)
        #expect(result.status == 64, "\(result)")
        #expect(result.error.contains(reason), "\(result)")
    }
}
