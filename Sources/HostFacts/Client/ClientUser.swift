import AutomountResolver
import Glibc
import HostFiles
import SystemFiles
import SystemPackage

/// The user who looks up a path, as automount determines it: an account and its group.
///
/// Automount only knows the user's number. If there is no account with that number, it sets none of the user variables.
/// If the account's group has no name, only the variable for the group is empty: `set_tsd_user_vars` of autofs 5.1,
/// observed with 5.1.8.
enum ClientUser {
    // Large enough for a million accounts.
    private static let limit = 256 << 20

    /// Root, who looks a path up by default; it is the same on any machine.
    static let root = ResolverFacts.User(name: "root", uid: 0, gid: 0, group: "root", home: "/root")

    /// Returns the account with a name or number in the files below a root.
    ///
    /// - Throws: ``HostFactsError`` if no account has the name.
    static func user(_ user: String, below root: RootDirectory) throws -> ResolverFacts.User? {
        let accounts = AccountTable(passwd: try root.contents(of: "/etc/passwd", limit: limit) ?? [])
        var account = accounts.line(named: user)
        if account == nil, ["root", "0"].contains(user), accounts.line(numbered: 0) == nil {
            return Self.root
        }
        if account == nil {
            guard let number = AccountTable.number(user.utf8) else {
                throw unknown(user, "/etc/passwd below the root")
            }
            account = accounts.line(numbered: number)
        }
        guard let account, let uid = AccountTable.number(account[2].utf8),
            let gid = AccountTable.number(account[3].utf8)
        else { return nil }
        let groups = AccountTable(group: try root.contents(of: "/etc/group", limit: limit) ?? [])
        let group = groups.line(numbered: gid)?[0] ?? ""
        return ResolverFacts.User(name: account[0], uid: uid, gid: gid, group: group, home: account[5])
    }

    /// Returns the account with a name or number from the system's name services; blocks until they answer.
    ///
    /// - Throws: ``HostFactsError`` if no account has the name.
    static func user(_ user: String) throws -> ResolverFacts.User? {
        var account = withEntry {
            getpwnam_r(user, $0, $1, $2, $3)
        } copy: {
            Self.account($0)
        }
        if account == nil {
            guard let number = AccountTable.number(user.utf8) else {
                throw unknown(user, "the accounts of this machine")
            }
            account = withEntry {
                getpwuid_r(uid_t(number), $0, $1, $2, $3)
            } copy: {
                Self.account($0)
            }
        }
        guard var account else { return nil }
        let group = withEntry {
            getgrgid_r(gid_t(account.gid), $0, $1, $2, $3)
        } copy: { (entry: group) in
            String(cString: entry.gr_name)
        }
        account.group = group ?? ""
        return account
    }

    private static func unknown(_ user: String, _ place: String) -> HostFactsError {
        HostFactsError(
            .unknownUser,
            "there is no account \"\(user)\" in \(place); give an existing name or a number, or describe the "
                + "user as userRecord in a file for --facts"
        )
    }

    private static func account(_ entry: passwd) -> ResolverFacts.User {
        ResolverFacts.User(
            name: String(cString: entry.pw_name),
            uid: Int(entry.pw_uid),
            gid: Int(entry.pw_gid),
            group: "",
            home: String(cString: entry.pw_dir)
        )
    }

    /// Asks for an entry, with a larger buffer as long as the buffer is too small.
    private static func withEntry<Entry, Value>(
        _ ask: (
            UnsafeMutablePointer<Entry>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<Entry>?>
        ) -> CInt,
        copy: (Entry) -> Value
    ) -> Value? {
        let entry = UnsafeMutablePointer<Entry>.allocate(capacity: 1)
        defer { entry.deallocate() }
        var size = 4_096
        while size <= 1 << 24 {
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
            defer { buffer.deallocate() }
            var found: UnsafeMutablePointer<Entry>?
            guard ask(entry, buffer, size, &found) == ERANGE else { return found.map { copy($0.pointee) } }
            size *= 4
        }
        return nil
    }
}
