public import LDAPEntries

/// Whether an account is in use, as far as its entry says.
///
/// A lock after failed passwords is not a state: it ends by itself, and anybody can cause it.
public enum AccountState: String, Sendable, Codable, CaseIterable {
    /// It can be used, or nothing says otherwise.
    case active
    /// Its time is over.
    case expired
    /// An administrator has switched it off.
    case disabled

    /// The attributes that tell the state, in the schemas of RFC 2307, OpenLDAP, 389-DS and Active Directory.
    static let attributes = [
        "shadowExpire", "pwdAccountLockedTime", "nsAccountLock", "userAccountControl", "accountExpires",
    ]

    private static let secondsInDay = 86_400
    /// The seconds from 1601-01-01, where Active Directory begins to count, to 1970-01-01.
    private static let secondsFrom1601 = 11_644_473_600
    private static let ticksInSecond = 10_000_000
    /// `ACCOUNTDISABLE` in userAccountControl (MS-ADTS, section 2.2.16).
    private static let disabledFlag = 0x2
    /// The value of pwdAccountLockedTime that only an administrator sets (slapo-ppolicy(5)).
    private static let lockedForGood = "000001010000Z"

    /// Reads the state.
    ///
    /// - Parameters:
    ///   - entry: The entry; attributes that it lacks, or that hold something else than they should, say nothing.
    ///   - time: The time for which the state is wanted, in seconds since 1970-01-01 UTC.
    public init(of entry: LDAPEntry, at time: Int) {
        let flags = entry.text(of: "userAccountControl").flatMap { Int($0) } ?? 0
        if entry.text(of: "pwdAccountLockedTime") == Self.lockedForGood
            || entry.text(of: "nsAccountLock")?.lowercased() == "true" || flags & Self.disabledFlag != 0
        {
            self = .disabled
        } else if Self.isOver(shadowDay: entry.text(of: "shadowExpire"), time)
            || Self.isOver(ticks: entry.text(of: "accountExpires"), time)
        {
            self = .expired
        } else {
            self = .active
        }
    }

    /// The account ends with the beginning of the day (Linux-PAM `pam_unix/passverify.c: check_shadow_expiry`).
    private static func isOver(shadowDay text: String?, _ time: Int) -> Bool {
        guard let day = text.flatMap({ Int($0) }), day >= 0 else { return false }
        return time / secondsInDay >= day
    }

    /// Counts 100 nanoseconds since 1601; 0 and the greatest number mean never (MS-ADTS, section 3.1.1.3).
    private static func isOver(ticks text: String?, _ time: Int) -> Bool {
        guard let ticks = text.flatMap({ Int($0) }), ticks > 0, ticks < Int.max else { return false }
        return time >= ticks / ticksInSecond - secondsFrom1601
    }
}
