import CLDAP

/// One message received, freed once.
struct LDAPMessage: ~Copyable {
    let pointer: OpaquePointer

    /// What kind of answer it is.
    enum Kind {
        case entry, reference, searchDone, other
    }

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    var kind: Kind {
        switch ldap_msgtype(pointer) {
        case CLDAP_message_entry: .entry
        case CLDAP_message_reference: .reference
        case CLDAP_message_search_done: .searchDone
        default: .other
        }
    }

    deinit {
        ldap_msgfree(pointer)
    }
}

/// How an operation ended, as its last message tells.
struct LDAPOutcome {
    var code: LDAPResultCode
    var matchedDN: String
    var diagnostic: String
    var referrals: [String]
    /// Where the next page of a paged search starts: empty after the last page, nil without paging.
    var pageCookie: [UInt8]?
}
