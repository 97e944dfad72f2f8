import Accounts
import HomeSync
import Homes
import Testing

/// Homes that are, or were, mount points of their own.
@Suite struct MountedHomesTests {
    private func plan(
        _ accounts: [Account],
        _ occupants: [String: Observation.Homes.Occupant],
        mounts: [String: HomeMount]
    ) throws -> SyncPlan {
        let seen = observation()
        let homes = Observation.Homes(
            occupants: occupants,
            listed: [],
            records: HomeRecordListing(mounts: mounts)
        )
        return try SyncPlanner(settings: settings).plan(
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

    private let ann = account("ann", uid: 1001)
    private let volume = HomeMount(type: "zfs", source: "tank/home/ann")

    @Test func `notes a mounted home and serves it`() throws {
        let home = Observation.Homes.Occupant(isDirectory: true, uidNumber: 1001, isMountPoint: true)
        let plan = try plan([ann], ["ann": home], mounts: ["ann": volume])
        #expect(plan.servesAll && plan.unseen == nil)
        #expect(plan.notices.map(\.kind) == [.mountPoint])
        #expect(plan.present == 1)
    }

    @Test(arguments: [nil, 0, 1001] as [UInt32?])
    func `cannot look at a home that is not mounted, whatever is in its place`(owner: UInt32?) throws {
        let place = owner.map { ["ann": Observation.Homes.Occupant(isDirectory: true, uidNumber: $0)] }
        let plan = try plan([ann, account("ben", uid: 1002)], place ?? [:], mounts: ["ann": volume])
        #expect(plan.obstacles.map(\.kind) == [.notMounted])
        #expect(plan.unseen?.message.contains("(zfs tank/home/ann)") == true)
        #expect(plan.homes.map(\.name) == ["ben"])
    }

    @Test func `only notes what was mounted for somebody who has no account any more`() throws {
        let plan = try plan([account("ben", uid: 1002)], [:], mounts: ["ann": volume])
        #expect(plan.servesAll && plan.unseen == nil)
        #expect(plan.notices.map(\.kind) == [.mountPoint])
        #expect(plan.notices[0].message.hasSuffix(": ann"))
    }
}
