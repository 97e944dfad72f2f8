import Accounts
import LDAPClient
import LDAPTestSupport
import StateStore
import SystemPackage
import Testing

/// Following OpenLDAP's slapd.
@Suite struct DirectoryFollowerTests {
    private static func withSlapd(
        sessionLog: Int = 1_000,
        sync: Bool = true,
        users: Int = 20,
        _ body: (SlapdServer) async throws -> Void
    ) async throws {
        var options = SlapdOptions()
        options.offersContentSynchronisation = sync
        options.sessionLog = sessionLog
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: users), options: options, body)
    }

    private static func add(_ name: String, _ number: Int, below base: String) -> String {
        """
        dn: uid=\(name),\(base)
        changetype: add
        objectClass: inetOrgPerson
        objectClass: posixAccount
        uid: \(name)
        cn: \(name)
        sn: \(name)
        uidNumber: \(number)
        gidNumber: 10000
        homeDirectory: /home/\(name)


        """
    }

    private static func delete(_ name: String, below base: String) -> String {
        "dn: uid=\(name),\(base)\nchangetype: delete\n\n"
    }

    private static func replace(_ name: String, _ attribute: String, _ value: String, below base: String)
        -> String
    {
        "dn: uid=\(name),\(base)\nchangetype: modify\nreplace: \(attribute)\n\(attribute): \(value)\n\n"
    }

    @Test(arguments: [true, false])
    func `reports users that are added, changed and renamed, with and without syncprov`(sync: Bool)
        async throws
    {
        try await Self.withSlapd(sync: sync) { slapd in
            let base = "ou=people,\(slapd.suffix)"
            try await FollowedSite.following(slapd) { site in
                try await site.settles("the start")
                #expect(site.known.count == 20)
                try await slapd.change(Self.add("alice", 20_000, below: base))
                try await site.settles("an addition")
                try await slapd.change(Self.replace("alice", "uidNumber", "20001", below: base))
                try await site.settles("a change")
                try await slapd.change(
                    "dn: uid=alice,\(base)\nchangetype: modrdn\nnewrdn: uid=alicia\ndeleteoldrdn: 1\n\n"
                )
                try await site.settles("a renamed entry")
                if sync {
                    try await slapd.change(Self.delete("alicia", below: base))
                    try await site.settles("a deletion")
                    #expect(site.known.count == 20)
                }
                let feed = await site.follower.report.feed
                #expect(feed == (sync ? .contentSynchronisation : .modificationTimes))
            }
        }
    }

    @Test func `without syncprov, a complete read shows who is gone`() async throws {
        try await Self.withSlapd(sync: false) { slapd in
            var options = FollowedSite.options
            options.completeReadInterval = .seconds(1)
            try await FollowedSite.following(slapd, options: options) { site in
                try await site.settles("the start")
                try await slapd.change(Self.delete("user1", below: "ou=people,\(slapd.suffix)"))
                try await site.settles("a deletion")
                #expect(site.known.count == 19)
            }
        }
    }

    @Test func `nothing is handed out before the users of all bases have been read`() async throws {
        try await Self.withSlapd { slapd in
            var search = AccountSearch(bases: ["ou=people,\(slapd.suffix)", "ou=late,\(slapd.suffix)"])
            search.filter = "(objectClass=posixAccount)"
            let follower = DirectoryFollower(
                settings: LDAPSettings(uris: [slapd.ldapiURI]),
                search: search,
                rules: FollowedSite.rules,
                options: FollowedSite.options,
                logger: quiet
            )
            let following = Task { try await follower.run() }
            defer { following.cancel() }
            // The second base does not exist yet.
            while true {
                let report = await follower.report
                if report.failure != nil, report.refreshes > 0 { break }
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(await follower.snapshot() == nil)
            let late = "ou=late,\(slapd.suffix)"
            try await slapd.change(
                "dn: \(late)\nchangetype: add\nobjectClass: organizationalUnit\nou: late\n\n"
                    + Self.add("alice", 10_003, below: late)
            )
            guard case .everything(let snapshot) = try await follower.next() else {
                Issue.record("a single entry was handed out first")
                return
            }
            #expect(snapshot.accounts.count == 19)
            #expect(snapshot.conflicts.map(\.value) == ["10003"])
        }
    }

    @Test func `a memory that fails for a while loses no change`() async throws {
        try await Self.withSlapd { slapd in
            let memory = FailingMemory()
            let follower = DirectoryFollower(
                settings: LDAPSettings(uris: [slapd.ldapiURI]),
                search: FollowedSite.search(in: slapd),
                rules: FollowedSite.rules,
                options: FollowedSite.options,
                memory: memory,
                logger: quiet
            )
            let following = Task { try await follower.run() }
            defer { following.cancel() }
            let everything = try await follower.next()
            await memory.fail(true)
            await #expect(throws: FailingMemory.Failure.self) { try await follower.done(everything) }
            #expect(await memory.kept.isEmpty)
            await memory.fail(false)
            let base = "ou=people,\(slapd.suffix)"
            try await slapd.change(Self.add("alice", 20_000, below: base))
            try await follower.done(try await follower.next())
            while await memory.kept.count < 21 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(await memory.position?.cookie != nil)
        }
    }

    @Test func `two users who claim one number are both withdrawn, and served again when it is resolved`()
        async throws
    {
        try await Self.withSlapd { slapd in
            let base = "ou=people,\(slapd.suffix)"
            try await FollowedSite.following(slapd) { site in
                try await site.settles("the start")
                try await slapd.change(Self.add("alice", 10_003, below: base))
                try await site.settles("a conflict")
                #expect(!site.known.contains { $0.name == "user3" || $0.name == "alice" })
                try await slapd.change(Self.delete("alice", below: base))
                try await site.settles("its end")
                #expect(site.known.contains { $0.name == "user3" })
            }
        }
    }

    @Test func `a user who leaves the filter or the base is gone, and comes back`() async throws {
        try await Self.withSlapd { slapd in
            let base = "ou=people,\(slapd.suffix)"
            try await FollowedSite.following(slapd) { site in
                try await site.settles("the start")
                try await slapd.change(Self.replace("user1", "employeeType", "former", below: base))
                try await slapd.change(
                    "dn: ou=former,\(slapd.suffix)\nchangetype: add\nobjectClass: organizationalUnit\nou: former\n\n"
                        + "dn: uid=user2,\(base)\nchangetype: modrdn\nnewrdn: uid=user2\ndeleteoldrdn: 0\n"
                        + "newsuperior: ou=former,\(slapd.suffix)\n\n"
                )
                try await site.settles("leaving")
                #expect(site.known.count == 18)
                try await slapd.change(
                    "dn: uid=user2,ou=former,\(slapd.suffix)\nchangetype: modrdn\nnewrdn: uid=user2\n"
                        + "deleteoldrdn: 0\nnewsuperior: \(base)\n\n"
                )
                try await site.settles("coming back")
                #expect(site.known.count == 19)
            }
        }
    }

    @Test(arguments: [1_000, 1])
    func `a follower that was away learns what happened, from the session log or without it`(sessionLog: Int)
        async throws
    {
        try await Self.withSlapd(sessionLog: sessionLog) { slapd in
            let base = "ou=people,\(slapd.suffix)"
            let memory = try await FollowerStore.open(
                at: FilePath(slapd.directoryPath).appending("follower.db"),
                scope: []
            )
            let proxy = try CuttingProxy(to: slapd.port)
            defer { proxy.close() }
            try await FollowedSite.following(slapd, through: proxy, memory: memory) { site in
                try await site.settles("the start")
                try await site.waits(
                    until: { (try? await memory.position(of: 0))?.cookie != nil },
                    "the position was not kept"
                )
            }
            let before = try await memory.position(of: 0)
            #expect(try await memory.entries(of: 0).count == 20)
            for number in 0..<5 { try await slapd.change(Self.delete("user\(number)", below: base)) }
            try await slapd.change(
                Self.add("alice", 20_000, below: base)
                    + Self.replace("user7", "uidNumber", "20007", below: base)
            )
            try await FollowedSite.following(slapd, through: proxy, memory: memory) { site in
                try await site.waits(
                    until: { await site.follower.report.refreshes > 0 },
                    "the refresh was not completed"
                )
                let wanted = try await site.fresh()
                let followed = await site.follower.snapshot()
                #expect(followed == wanted)
                // With a cookie that the server knows, only what has changed is handed out.
                #expect(Set(site.known.map(\.name)) == ["alice", "user7"])
                try await site.waits(
                    until: { (try? await memory.position(of: 0))?.cookie != before?.cookie },
                    "the position did not move"
                )
            }
            #expect(try await memory.entries(of: 0).count == 16)
        }
    }

    @Test func `a server that is killed and started again is followed further`() async throws {
        try await Self.withSlapd { slapd in
            let base = "ou=people,\(slapd.suffix)"
            try await FollowedSite.following(slapd) { site in
                try await site.settles("the start")
                try await slapd.restart()
                try await slapd.change(
                    Self.delete("user1", below: base) + Self.add("alice", 20_000, below: base)
                )
                try await site.settles("a restart")
                slapd.kill()
                try await slapd.restart()
                try await site.settles("a second restart")
            }
        }
    }

    @Test func `nobody is gone because the server was restored from an older backup`() async throws {
        try await Self.withSlapd { slapd in
            let base = "ou=people,\(slapd.suffix)"
            try await slapd.backUp(as: "backup")
            try await FollowedSite.following(slapd) { site in
                try await site.settles("the start")
                try await slapd.change(Self.add("alice", 20_000, below: base))
                try await site.settles("an addition")
                try await slapd.restart(restoring: "backup")
                try await site.waits(
                    until: { await site.follower.snapshot()?.removalObjection != nil },
                    "the older state was not noticed"
                )
                #expect(await site.follower.snapshot()?.accounts.contains { $0.name == "alice" } == true)
                // A change after the restoration is newer than everything that was seen.
                try await slapd.change(Self.add("bob", 20_001, below: base))
                try await site.settles("a change after the restoration")
            }
        }
    }

    @Test func `an emptied base is followed as the server reports it`()
        async throws
    {
        try await Self.withSlapd { slapd in
            let base = "ou=people,\(slapd.suffix)"
            try await FollowedSite.following(slapd) { site in
                try await site.settles("the start")
                try await slapd.change((0..<20).map { Self.delete("user\($0)", below: base) }.joined())
                try await site.settles("an emptied base")
                #expect(site.known.isEmpty)
                try await slapd.change(Self.add("alice", 20_000, below: base))
                try await site.settles("a first user")
            }
        }
    }

    @Test func `a server that hides its users is not taken for an empty one`() async throws {
        try await Self.withSlapd { slapd in
            try await FollowedSite.following(slapd) { site in
                try await site.settles("the start")
                try await slapd.configure(
                    "dn: olcDatabase={1}mdb,cn=config\nchangetype: modify\nreplace: olcAccess\n"
                        + "olcAccess: {0}to dn.subtree=\"ou=people,\(slapd.suffix)\" by * none\n"
                        + "olcAccess: {1}to * by * read\n\n"
                )
                site.proxy.cut()
                try await site.waits(
                    until: { await site.follower.report.failure != nil },
                    "the failure was not noticed"
                )
                #expect(site.known.count == 20)
            }
        }
    }

    @Test func `a complete read finds and counts what the server has not reported`() async throws {
        try await Self.withSlapd { slapd in
            let memory = KeptMemory()
            let proxy = try CuttingProxy(to: slapd.port)
            defer { proxy.close() }
            try await FollowedSite.following(slapd, through: proxy, memory: memory) { site in
                try await site.settles("the start")
                try await site.waits(until: { await memory.positions[0]?.cookie != nil }, "nothing was kept")
            }
            // As after a change that the server has lost: what was kept differs, and its cookie is current.
            await memory.lose("user5")
            var options = FollowedSite.options
            options.completeReadInterval = .seconds(1)
            try await FollowedSite.following(slapd, through: proxy, options: options, memory: memory) {
                site in
                try await site.settles("a complete read")
                let missed = await site.follower.report.missedChanges
                #expect(missed == 1)
            }
        }
    }
}

extension KeptMemory {
    fileprivate func lose(_ name: String) {
        for (id, packed) in entries[0] ?? [:] where packed.firstRange(of: Array("/home/\(name)".utf8)) != nil
        {
            save([id: nil], position: positions[0] ?? FollowedPosition(), of: 0)
        }
    }
}

/// A memory whose disk is full for a while.
private actor FailingMemory: FollowerMemory {
    struct Failure: Error {}

    private(set) var kept: Set<EntryID> = []
    private(set) var position: FollowedPosition?
    private var fails = false

    func fail(_ fails: Bool) { self.fails = fails }

    func position(of search: Int) -> FollowedPosition? { nil }

    func entries(of search: Int) -> [(EntryID, [UInt8])] { [] }

    func save(_ changes: [EntryID: [UInt8]?], position: FollowedPosition, of search: Int) throws {
        if fails { throw Failure() }
        for (id, packed) in changes {
            if packed == nil { kept.remove(id) } else { kept.insert(id) }
        }
        self.position = position
    }
}
