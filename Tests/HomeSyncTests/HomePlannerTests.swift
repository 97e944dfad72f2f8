import Accounts
import HomeSync
import Homes
import MountMaps
import Testing

@Suite struct HomePlannerTests {
    let planner = SyncPlanner(settings: settings)

    private func plan(
        _ accounts: [Account],
        _ occupants: [String: Observation.Homes.Occupant],
        records: [String: HomeRecord] = [:],
        known: [String: String] = [:],
        flaw: String? = nil,
        space: HomeSpace? = nil
    ) throws -> SyncPlan {
        let seen = observation()
        let homes = Observation.Homes(
            occupants: occupants,
            listed: [],
            records: HomeRecordListing(records: records),
            known: known,
            flaw: flaw,
            space: space
        )
        return try planner.plan(
            for: reading(accounts),
            seeing: Observation(
                root: seen.root,
                homes: homes,
                files: seen.files,
                exports: seen.exports,
                master: seen.master
            )
        )
    }

    private func directory(
        _ uid: UInt32,
        gid: UInt32? = nil,
        isWritableByOthers: Bool = false,
        fitsRecord: Bool = true
    ) -> Observation.Homes.Occupant {
        .init(
            isDirectory: true,
            uidNumber: uid,
            gidNumber: gid,
            isWritableByOthers: isWritableByOthers,
            fitsRecord: fitsRecord
        )
    }

    private func record(of account: Account) -> HomeRecord {
        HomeRecord(entryID: account.stableID ?? "", uidNumber: account.uidNumber, inode: 7, born: nil)
    }

    @Test func `makes no home for a number that owns the home of a deleted account`() throws {
        let plan = try plan([account("ben", uid: 1001)], ["ann": directory(1001)])
        #expect(plan.homes.isEmpty)
        #expect(plan.obstacles.map(\.kind) == [.numberOwnsOtherHome])
        #expect(plan.obstacles.first?.message.contains("/srv/home/ann") == true)
        #expect(plan.obstacles.first?.message.contains("ben") == true)
        #expect(plan.unclaimedHomes == ["ann"])
        #expect(!plan.servesAll)
    }

    @Test func `says that the other home of a number belongs to another account`() throws {
        let plan = try plan(
            [account("ann", uid: 1001), account("ben", uid: 1002)],
            ["ann": directory(1002)]
        )
        #expect(plan.obstacles.map(\.kind) == [.foreignOwner, .numberOwnsOtherHome])
        #expect(plan.obstacles.last?.message.contains("is the home of another account") == true)
    }

    @Test func `only notes other directories of an account whose own home is there`() throws {
        let plan = try plan(
            [account("alice", uid: 1001)],
            ["alice": directory(1001), "alice-old": directory(1001), "projects": directory(1001)],
            known: ["alice-old": "her old home", "projects": "shared"]
        )
        #expect(plan.obstacles.isEmpty)
        #expect(plan.notices.map(\.kind) == [.otherDirectories])
        #expect(plan.notices.first?.count == 2)
        #expect(plan.servesAll)
    }

    @Test func `makes no home for accounts that are disabled or expired, and keeps those that they have`()
        throws
    {
        var accounts = ["ann", "ben", "eva"].enumerated().map { account($1, uid: UInt32(1001 + $0)) }
        accounts[0].state = .disabled
        accounts[1].state = .expired
        let none = try plan(accounts, [:])
        #expect(none.homes.map(\.name) == ["eva"])
        #expect(none.notices.map(\.kind) == [.unusedAccount])
        #expect(none.notices.first?.message.contains("2 accounts get no home") == true)
        #expect(none.servesAll)
        let kept = try plan(
            accounts,
            ["ann": directory(1001), "ben": directory(1002), "eva": directory(1003)]
        )
        #expect(kept.homes.isEmpty && kept.notices.isEmpty && kept.servesAll)
    }

    @Test func `makes no second home for a renamed account, whatever its number`() throws {
        let ann = account("ann", uid: 1001)
        let renamed = Account(
            dn: ann.dn,
            stableID: ann.stableID,
            name: "ann.berg",
            uidNumber: 1002,
            gidNumber: 1002,
            homeDirectory: "/home/ann.berg"
        )
        let plan = try plan([renamed], ["ann": directory(1001)], records: ["ann": record(of: ann)])
        #expect(plan.homes.isEmpty)
        #expect(plan.obstacles.map(\.kind) == [.renamed])
        #expect(plan.obstacles.first?.message.contains("move the home to /srv/home/ann.berg") == true)
    }

    @Test func `does not give a home to another entry with the same name and number`() throws {
        let guest = account("guest", uid: 1001)
        let other = HomeRecord(entryID: "an older entry", uidNumber: 1001, inode: 7, born: nil)
        let plan = try plan([guest], ["guest": directory(1001)], records: ["guest": other])
        #expect(plan.obstacles.map(\.kind) == [.otherIdentity])
        #expect(plan.present == 0)
    }

    @Test func `serves a home whose record is that of its entry`() throws {
        let alice = account("alice", uid: 1001)
        let plan = try plan([alice], ["alice": directory(1001)], records: ["alice": record(of: alice)])
        #expect(plan.servesAll)
        #expect(plan.present == 1)
    }

    @Test func `does not trust a directory that is not the recorded one`() throws {
        let alice = account("alice", uid: 1001)
        let plan = try plan(
            [alice],
            ["alice": directory(1001, fitsRecord: false)],
            records: ["alice": record(of: alice)]
        )
        #expect(plan.obstacles.map(\.kind) == [.recordMismatch])
    }

    @Test func `reports one entry with the records of two homes`() throws {
        let alice = account("alice", uid: 1001)
        let plan = try plan(
            [alice],
            ["alice": directory(1001), "alice2": directory(1001)],
            records: ["alice": record(of: alice), "alice2": record(of: alice)]
        )
        #expect(plan.obstacles.map(\.kind) == [.otherIdentity])
        #expect(plan.obstacles.first?.message.contains("/srv/home/alice2") == true)
    }

    @Test func `lists homes without an account, and not hidden or known ones`() throws {
        let plan = try plan(
            [account("alice", uid: 1001)],
            [
                "alice": directory(1001), "joe": directory(1009), "projects": directory(0),
                "lost+found": directory(0), ".autohome": directory(0),
                "quota.user": .init(isDirectory: false, uidNumber: 0),
            ],
            known: ["projects": "shared"]
        )
        #expect(plan.unclaimedHomes == ["joe"])
        #expect(!plan.servesAll)
    }

    @Test func `keeps quiet about the home of an entry that is refused`() throws {
        let seen = observation(occupants: ["carol": directory(1003)])
        let snapshot = AccountSnapshot(
            accounts: AccountList([]),
            refused: [RefusedEntry(dn: "uid=carol", reason: .badNumber, message: "")],
            conflicts: [],
            unservedHomeNames: ["carol"]
        )
        #expect(try planner.plan(for: snapshot, seeing: seen).unclaimedHomes == [])
    }

    @Test func `makes no home for an account on another file server, and reports one that is here`() throws {
        let snapshot = AccountSnapshot(
            accounts: AccountList([account("alice", uid: 1001)]),
            elsewhere: AccountList([account("bob", uid: 1002), account("carol", uid: 1003)]),
            refused: [],
            conflicts: []
        )
        let seen = observation(occupants: ["carol": directory(1003)])
        let plan = try planner.plan(for: snapshot, seeing: seen)
        #expect(plan.homes.map(\.name) == ["alice"])
        #expect(plan.unclaimedHomes.isEmpty)
        #expect(plan.notices.map(\.kind) == [.placedElsewhere, .homeOfOtherServer])
        #expect(plan.notices.map(\.count) == [2, 1])
    }

    @Test func `makes no home for an account outside the groups, and reports one that is there`() throws {
        let snapshot = AccountSnapshot(
            accounts: AccountList([account("alice", uid: 1001)]),
            outOfScope: AccountList([account("bob", uid: 1002)]),
            refused: [],
            conflicts: []
        )
        let plan = try planner.plan(for: snapshot, seeing: observation(occupants: ["bob": directory(1002)]))
        #expect(plan.homes.map(\.name) == ["alice"])
        #expect(plan.unclaimedHomes.isEmpty)
        #expect(plan.notices.map(\.kind) == [.outOfScope, .homeOutOfScope])
    }

    @Test func `does not take an answer without users for success`() throws {
        let plan = try plan([], ["alice": directory(1001)])
        #expect(plan.obstacles.map(\.kind) == [.noAccounts])
        #expect(plan.homes.isEmpty)
        #expect(!plan.servesAll)
    }

    @Test(arguments: [(12, 20, true), (10, 12, false), (20, 200, false)])
    func `suspects an answer that leaves many homes without an account`(
        unclaimed: Int,
        all: Int,
        isSuspicious: Bool
    ) throws {
        let accounts = (0..<(all - unclaimed)).map { account("user\($0)", uid: 1001 + UInt32($0)) }
        var occupants: [String: Observation.Homes.Occupant] = [:]
        for account in accounts { occupants[account.homeName] = directory(account.uidNumber) }
        for number in 0..<unclaimed { occupants["gone\(number)"] = directory(50_000 + UInt32(number)) }
        let plan = try plan(accounts, occupants)
        #expect(plan.obstacles.contains { $0.kind == .noAccounts } == isSuspicious)
        #expect(plan.unclaimedHomes.count == unclaimed)
    }

    @Test func `does nothing at all in a homes root that is not safe`() throws {
        let plan = try plan([account("alice", uid: 1001)], [:], flaw: "/srv/home has mode 0777")
        #expect(plan.isEmpty)
        #expect(plan.obstacles.map(\.kind) == [.homesRoot])
    }

    @Test func `notes homes with another group, and homes that everybody can write in`() throws {
        let plan = try plan(
            [account("alice", uid: 1001), account("bob", uid: 1002)],
            ["alice": directory(1001, gid: 100), "bob": directory(1002, isWritableByOthers: true)]
        )
        #expect(plan.notices.map(\.kind) == [.otherGroup, .writableByOthers])
        #expect(plan.servesAll)
    }

    @Test func `says beforehand how many homes fit on the disk`() throws {
        let accounts = (0..<300).map { account("user\($0)", uid: 1001 + UInt32($0)) }
        let space = HomeSpace(freeBytes: 8 << 20, freeInodes: nil, skeletonBytes: 64 << 10, skeletonCount: 1)
        let plan = try plan(accounts, [:], space: space)
        #expect(plan.homes.count == 300)
        #expect(plan.obstacles.map(\.kind) == [.noSpace])
        #expect((90...115).contains(space.count))
        #expect(space.lack(for: space.count) == nil)
    }
}
