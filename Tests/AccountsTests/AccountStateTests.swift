import LDAPEntries
import Testing

@testable import Accounts

@Suite struct AccountStateTests {
    // 2026-11-29 12:00 UTC, day 20786 since 1970.
    private static let time = 20_786 * 86_400 + 43_200

    private static func state(_ attributes: [String: String]) -> AccountState {
        let values = attributes.mapValues { [Array($0.utf8)] }
        return AccountState(of: LDAPEntry(dn: "uid=ann,dc=example,dc=org", attributes: values), at: time)
    }

    @Test(arguments: [
        (["shadowExpire": "20785"], AccountState.expired), (["shadowExpire": "20786"], .expired),
        (["shadowExpire": "20787"], .active), (["shadowExpire": "0"], .expired),
        (["shadowExpire": "-1"], .active),
        (["shadowExpire": ""], .active), (["shadowExpire": "never"], .active),
        (["pwdAccountLockedTime": "000001010000Z"], .disabled),
        (["pwdAccountLockedTime": "20261129110000Z"], .active),
        (["nsAccountLock": "TRUE"], .disabled), (["nsaccountlock": "true"], .disabled),
        (["nsAccountLock": "false"], .active),
        (["userAccountControl": "512"], .active), (["userAccountControl": "514"], .disabled),
        // LOCKOUT
        (["userAccountControl": "528"], .active), (["userAccountControl": "x"], .active),
        (["accountExpires": "0"], .active), (["accountExpires": "9223372036854775807"], .active),
        (["accountExpires": "134088768000000000"], .expired),
        (["accountExpires": "134500000000000000"], .active),
        (["accountExpires": "-5"], .active), (["shadowExpire": "0", "nsAccountLock": "true"], .disabled),
        ([:], .active),
    ]) func `the entry says whether an account is in use`(attributes: [String: String], state: AccountState) {
        #expect(Self.state(attributes) == state)
    }
}
