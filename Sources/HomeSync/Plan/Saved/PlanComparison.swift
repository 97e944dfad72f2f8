public import Accounts
import SourceText

extension SyncPlan {
    /// Checks that the homes of this plan, which was saved, are still those that LDAP asks for.
    ///
    /// Names and numbers in LDAP may have changed since the plan was made, and somebody may have added a home to its file.
    ///
    /// - Parameters:
    ///   - snapshot: The accounts in LDAP now.
    ///   - obstacles: The obstacles that a plan of now has.
    /// - Throws: ``SyncError``: `changedUnderneath`.
    public func check(against snapshot: AccountSnapshot, _ obstacles: [Obstacle]) throws(SyncError) {
        let accounts = Dictionary(snapshot.accounts.map { ($0.homeName, $0) }) { first, _ in first }
        if let obstacle = obstacles.first(where: { $0.kind == .homesRoot }) {
            throw outdated(obstacle.message)
        }
        let obstructed = Dictionary(obstacles.map { ($0.path, $0) }) { first, _ in first }
        for file in files {
            if let obstacle = obstructed[file.path] { throw outdated(obstacle.message) }
        }
        for home in homes {
            guard let account = accounts[home.name] else {
                throw outdated(
                    "\(printable(home.dn)) gets no home any more: it is missing in LDAP, refused, or in conflict with "
                        + "another entry"
                )
            }
            guard account.state == .active else {
                throw outdated("\(printable(home.dn)) is \(account.state.rawValue) now, and gets no home")
            }
            if let obstacle = obstructed["\(homesRoot)/\(home.name)"] { throw outdated(obstacle.message) }
            guard home.uidNumber == account.uidNumber, home.gidNumber == account.gidNumber else {
                throw outdated(
                    "the plan gives \(home.name) to \(home.uidNumber):\(home.gidNumber), and LDAP has "
                        + "\(account.uidNumber):\(account.gidNumber) now"
                )
            }
            guard home.stableID == account.stableID else {
                throw outdated("\(home.name) is another entry in LDAP now: its stable id has changed")
            }
        }
    }

    private func outdated(_ reason: String) -> SyncError {
        SyncError(.changedUnderneath, "\(reason); nothing was done; make a new plan")
    }
}
