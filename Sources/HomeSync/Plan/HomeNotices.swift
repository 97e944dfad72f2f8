import Accounts
import MountMaps
import SourceText

/// Finds what is unusual about homes that are served all the same.
struct HomeNotices {
    private static let shownNames = 5

    let settings: HomesSettings
    /// The accounts whose home is there and belongs to them.
    let accounts: [Account]
    /// The directories of the homes root that could be homes.
    let directories: [String: Observation.Homes.Occupant]
    /// The directories that each numeric user id owns.
    let owned: [UInt32: [String]]
    /// The accounts that are disabled or expired, and get no home.
    let unused: [Account]
    /// The accounts whose home is on another file server.
    let elsewhere: AccountList
    /// The accounts that are in none of the groups whose members get homes.
    let outOfScope: AccountList
    /// The homes without an account that were mount points of their own and are not mounted.
    let unmounted: [String]

    func all() -> [Notice] {
        [
            otherDirectories(), groups(), writable(), mountPoints(), leftMountPoints(), unusedAccounts(),
            unserved(.placedElsewhere, elsewhere, "without a home here: the entry names another file server"),
            homes(
                .homeOfOtherServer,
                elsewhere,
                "of an account whose entry places its home on another file server"
            ),
            unserved(.outOfScope, outOfScope, "without a home here: in no group of member_of"),
            homes(.homeOutOfScope, outOfScope, "of an account that is in no group of member_of"),
        ].compactMap(\.self)
    }

    /// Directories beside the own home of an account, such as `alice-old` or `projects`.
    private func otherDirectories() -> Notice? {
        let names = accounts.flatMap { account in
            (owned[account.uidNumber] ?? []).filter { $0 != account.homeName }
                .map { "\($0) (\(account.name))" }
        }
        return notice(.otherDirectories, names, "owned by an account whose home is another one")
    }

    private func groups() -> Notice? {
        let names = accounts.filter { account in
            directories[account.homeName]?.gidNumber.map { $0 != account.gidNumber } ?? false
        }.map(\.homeName)
        return notice(.otherGroup, names, "with another group than LDAP has for the account")
    }

    private func writable() -> Notice? {
        let names = accounts.map(\.homeName).filter { directories[$0]?.isWritableByOthers ?? false }
        return notice(.writableByOthers, names, "that every user can write in")
    }

    private func mountPoints() -> Notice? {
        let names = directories.filter(\.value.isMountPoint).keys.sorted()
        return notice(
            .mountPoint,
            names,
            names.count == 1
                ? "is a mount point of its own, and sync leaves it alone"
                : "are mount points of their own, and sync leaves them alone"
        )
    }

    private func leftMountPoints() -> Notice? {
        notice(
            .mountPoint,
            unmounted,
            unmounted.count == 1
                ? "was a mount point of its own, is not mounted and has no account; if it is gone for good, remove its "
                    + "file in .autohome/mounts"
                : "were mount points of their own, are not mounted and have no account; if they are gone for good, "
                    + "remove their files in .autohome/mounts"
        )
    }

    private func unusedAccounts() -> Notice? {
        guard !unused.isEmpty else { return nil }
        let names = unused.map { "\(printable($0.name)) (\($0.state.rawValue))" }
        let count = unused.count == 1 ? "1 account gets" : "\(unused.count) accounts get"
        return Notice(
            kind: .unusedAccount,
            count: unused.count,
            message: "\(count) no home while disabled or expired: \(shown(names))"
        )
    }

    /// Accounts that get no home from this server.
    private func unserved(_ kind: Notice.Kind, _ accounts: AccountList, _ what: String) -> Notice? {
        guard !accounts.isEmpty else { return nil }
        let count = accounts.count == 1 ? "1 account" : "\(accounts.count) accounts"
        return Notice(kind: kind, count: accounts.count, message: "\(count) \(what)")
    }

    /// Directories that are homes of such accounts nevertheless.
    private func homes(_ kind: Notice.Kind, _ accounts: AccountList, _ what: String) -> Notice? {
        notice(kind, accounts.map(\.homeName).filter { directories[$0] != nil }, what)
    }

    private func shown(_ names: [String]) -> String {
        names.prefix(Self.shownNames).joined(separator: ", ") + (names.count > Self.shownNames ? ", …" : "")
    }

    private func notice(_ kind: Notice.Kind, _ names: [String], _ what: String) -> Notice? {
        guard !names.isEmpty else { return nil }
        let count = names.count == 1 ? "1 directory" : "\(names.count) directories"
        return Notice(
            kind: kind,
            count: names.count,
            message: "\(count) in \(settings.root) \(what): \(shown(names.map { printable($0) }))"
        )
    }
}
