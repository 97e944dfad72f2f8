import LDAPClient
import SourceText

/// Why a map in LDAP could not be read.
struct LDAPMapFailure: Error {
    /// The failure, with the server, the base and the filter, and what to do.
    let reason: String

    init(reason: String) {
        self.reason = reason
    }

    init(_ error: LDAPError, _ request: SearchRequest) {
        let base = printable(request.base, limit: 300)
        let filter = printable(request.filter, limit: 300)
        reason = "\(error.message) (base \"\(base)\", filter \(filter))"
    }
}
