import LDAPClient
import SourceText

/// Why a directory could not say what a map holds.
struct LDAPMapFailure: Error {
    /// What failed, on which server, with which base and filter, and what to do.
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
