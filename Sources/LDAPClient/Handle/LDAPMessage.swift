import CLDAP

/// A received message, which is freed exactly once.
struct LDAPMessage: ~Copyable {
    let pointer: OpaquePointer

    /// The kind of message.
    enum Kind {
        case entry, reference, searchDone, intermediate, other
    }

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    var kind: Kind {
        switch ldap_msgtype(pointer) {
        case CLDAP_message_entry: .entry
        case CLDAP_message_reference: .reference
        case CLDAP_message_search_done: .searchDone
        case CLDAP_message_intermediate: .intermediate
        default: .other
        }
    }

    deinit {
        ldap_msgfree(pointer)
    }
}

/// The outcome of an operation, from its last message.
struct LDAPOutcome {
    var code: LDAPResultCode
    var matchedDN: String
    var diagnostic: String
    var referrals: [String]
    /// The position of the next page in a paged search: empty after the last page, nil without paging.
    var pageCookie: [UInt8]?
    /// The value of the Sync Done Control (RFC 4533 section 2.4); nil without one.
    var syncDone: [UInt8]?
}
