import Accounts
import Homes
import MountMaps
import SourceText

/// Plans the homes: which to make, and what stands in the way.
struct HomePlanner {
    /// The homes part of a plan.
    struct Result {
        var steps: [NewHome] = []
        /// The names of the homes that exports or maps list.
        var listed: Set<String>
        var present = 0
        var obstacles: [Obstacle] = []
        var unclaimed: [String] = []
        var notices: [Notice] = []
    }

    // So few homes without an account are an ordinary month; many are a sign that LDAP did not show everybody.
    private static let fewUnclaimed = 10
    private static let suspiciousShare = 0.2

    let settings: HomesSettings
    let snapshot: AccountSnapshot
    let seen: Observation.Homes

    /// The directories that could be homes: no hidden ones, and not what file systems keep for themselves.
    private let directories: [String: Observation.Homes.Occupant]
    /// The directories that each numeric user id owns.
    private let owned: [UInt32: [String]]
    /// The directories whose record names an entry, by the stable id of the entry.
    private let recorded: [String: [String]]
    private let homesOfAccounts: Set<String>

    init(settings: HomesSettings, snapshot: AccountSnapshot, seen: Observation.Homes) {
        self.settings = settings
        self.snapshot = snapshot
        self.seen = seen
        let directories = seen.occupants.filter { $0.value.isDirectory && Self.couldBeHome($0.key) }
        self.directories = directories
        owned = Dictionary(grouping: directories.keys) { directories[$0]?.uidNumber ?? 0 }
            .mapValues { $0.sorted() }
        let records = seen.records.records.filter { directories[$0.key] != nil }
        recorded = Dictionary(grouping: records.keys) { records[$0]?.entryID ?? "" }.mapValues { $0.sorted() }
        homesOfAccounts = Set(snapshot.accounts.map(\.homeName))
    }

    func result() -> Result {
        var result = Result(listed: seen.listed)
        for account in snapshot.accounts where !isUnused(account) {
            if let obstacle = obstacle(to: account) {
                result.obstacles.append(obstacle)
                continue
            }
            if directories[account.homeName] == nil {
                result.steps.append(NewHome(account))
            } else {
                result.present += 1
            }
            result.listed.insert(account.homeName)
        }
        result.unclaimed = unclaimed()
        result.obstacles += [noAccounts(), suspicion(of: result.unclaimed), noSpace(for: result.steps)]
            .compactMap(\.self)
        result.notices = HomeNotices(
            settings: settings,
            accounts: snapshot.accounts.filter { directories[$0.homeName]?.uidNumber == $0.uidNumber },
            directories: directories,
            owned: owned,
            unused: snapshot.accounts.filter(isUnused),
            elsewhere: snapshot.elsewhere,
            outOfScope: snapshot.outOfScope,
            unmounted: seen.records.mounts.keys.filter { !isMounted($0) && !homesOfAccounts.contains($0) }
                .sorted()
        ).all()
        if let objection = snapshot.removalObjection {
            let message =
                "\(printable(objection)); homes without an account may belong to users whom it does not have yet"
            result.notices.append(Notice(kind: .laggingServer, count: 1, message: message))
        }
        return result
    }

    /// Whether an account has no home and gets none, because it is disabled or expired.
    private func isUnused(_ account: Account) -> Bool {
        account.state != .active && seen.occupants[account.homeName] == nil
            && seen.records.mounts[account.homeName] == nil
    }

    /// What keeps an account from its home; nil if nothing does.
    private func obstacle(to account: Account) -> Obstacle? {
        if let obstacle = unmounted(account) { return obstacle }
        if let occupant = seen.occupants[account.homeName] {
            return objection(to: occupant, of: account) ?? objectionByRecord(to: occupant, of: account)
        }
        let id = account.stableID
        if let old = id.flatMap({ recorded[$0] })?.first {
            return obstacle(
                .renamed,
                account,
                "\(path(old)) was made for this entry, which is now \(account.homeName): the account was renamed; "
                    + "move the home to \(path(account.homeName)), or move it away to have a new one made"
            )
        }
        guard let other = owned[account.uidNumber]?.first else { return nil }
        let whose =
            homesOfAccounts.contains(other)
            ? "is the home of another account" : "belongs to no account that is in LDAP now"
        return obstacle(
            .numberOwnsOtherHome,
            account,
            "uid \(account.uidNumber) already owns \(path(other)), which \(whose): if \(account.name) was renamed, move "
                + "that home to \(path(account.homeName)); if the number was given to somebody else, move the old home "
                + "away or chown it first, or \(account.name) can read it"
        )
    }

    private func isMounted(_ name: String) -> Bool { seen.occupants[name]?.isMountPoint ?? false }

    /// Reports a home that was a mount point of its own and is not mounted: it looks empty or is gone, which says
    /// nothing.
    private func unmounted(_ account: Account) -> Obstacle? {
        let name = account.homeName
        guard let mount = seen.records.mounts[name], !isMounted(name) else { return nil }
        let what = mount.shown.map { " (\(printable($0)))" } ?? ""
        return obstacle(
            .notMounted,
            account,
            "\(path(name)) was a mount point of its own\(what) and is not mounted now, so its files cannot be seen: "
                + "mount it; if the home is a plain directory from now on, remove "
                + "\(settings.root)/.autohome/mounts/\(printable(name))"
        )
    }

    private func objection(to occupant: Observation.Homes.Occupant, of account: Account) -> Obstacle? {
        let path = path(account.homeName)
        guard occupant.isDirectory else {
            return obstacle(
                .notDirectory,
                account,
                "\(path) is not a directory; move it away, and the next sync makes the home"
            )
        }
        guard occupant.uidNumber == account.uidNumber else {
            let other = occupant.isMountPoint ? "unmount it" : "move it away"
            return obstacle(
                .foreignOwner,
                account,
                "\(path) belongs to uid \(occupant.uidNumber), not to \(account.name)'s "
                    + "\(account.uidNumber): it may be the old home of somebody else; \(other), or chown it to "
                    + "\(account.uidNumber) if it belongs to the same person"
            )
        }
        return nil
    }

    private func objectionByRecord(
        to occupant: Observation.Homes.Occupant,
        of account: Account
    ) -> Obstacle? {
        let (name, path) = (account.homeName, path(account.homeName))
        let recordPath = "\(settings.root)/.autohome/homes/\(name)"
        if seen.records.unreadable.contains(name) {
            return obstacle(
                .recordMismatch,
                account,
                "\(recordPath) is damaged or was written by a later version; if the home is \(account.name)'s, remove "
                    + "that file"
            )
        }
        guard let record = seen.records.records[name] else { return nil }
        guard occupant.fitsRecord else {
            return obstacle(
                .recordMismatch,
                account,
                "\(path) is not the directory that sync made: it was restored, copied or made by hand; if it is "
                    + "\(account.name)'s, remove \(recordPath)"
            )
        }
        guard let id = account.stableID else { return nil }
        guard record.entryID == id else {
            return obstacle(
                .otherIdentity,
                account,
                "\(path) was made for another entry (its stable id is \(printable(record.entryID))), not for this one (\(id)): "
                    + "the account was deleted and made again; move the old home away, or, if it is the same person, "
                    + "remove \(recordPath)"
            )
        }
        if let twin = recorded[id]?.first(where: { $0 != name }) {
            return obstacle(
                .otherIdentity,
                account,
                "\(path) and \(self.path(twin)) both have the record of this entry; move one of them away"
            )
        }
        return nil
    }

    /// The directories that are no account's home, and that the configuration does not name as known.
    private func unclaimed() -> [String] {
        let others = [snapshot.elsewhere, snapshot.outOfScope].joined().map(\.homeName)
        let claimed = homesOfAccounts.union(snapshot.unservedHomeNames).union(others)
        return directories.keys.filter { !claimed.contains($0) && seen.known[$0] == nil }.sorted()
    }

    private func noAccounts() -> Obstacle? {
        guard snapshot.accounts.isEmpty, snapshot.elsewhere.isEmpty, snapshot.outOfScope.isEmpty,
            snapshot.refused.isEmpty, snapshot.conflicts.isEmpty
        else {
            return nil
        }
        return Obstacle(
            kind: .noAccounts,
            path: settings.root,
            dn: nil,
            message:
                "LDAP shows no user at all; check base, scope and filter of [directory.users], and what the "
                + "configured bind may read"
        )
    }

    private func suspicion(of unclaimed: [String]) -> Obstacle? {
        let share = Double(unclaimed.count) / Double(max(directories.count, 1))
        guard unclaimed.count > Self.fewUnclaimed, share > Self.suspiciousShare else { return nil }
        return Obstacle(
            kind: .noAccounts,
            path: settings.root,
            dn: nil,
            message:
                "\(unclaimed.count) of \(directories.count) homes belong to no account: LDAP may not have shown "
                + "everybody; check the filter of [directory.users], and what the configured bind may read"
        )
    }

    private func noSpace(for homes: [NewHome]) -> Obstacle? {
        guard let space = seen.space, let lack = space.lack(for: homes.count) else { return nil }
        return Obstacle(kind: .noSpace, path: settings.root, dn: nil, message: lack)
    }

    private func path(_ name: String) -> String { "\(settings.root)/\(printable(name))" }

    private func obstacle(_ kind: Obstacle.Kind, _ account: Account, _ message: String) -> Obstacle {
        Obstacle(kind: kind, path: "\(settings.root)/\(account.homeName)", dn: account.dn, message: message)
    }

    /// Whether a directory of that name could be somebody's home.
    static func couldBeHome(_ name: String) -> Bool {
        !name.hasPrefix(".") && name != "lost+found"
    }
}

extension NewHome {
    fileprivate init(_ account: Account) {
        self.init(
            name: account.homeName,
            uidNumber: account.uidNumber,
            gidNumber: account.gidNumber,
            dn: account.dn,
            stableID: account.stableID
        )
    }
}
