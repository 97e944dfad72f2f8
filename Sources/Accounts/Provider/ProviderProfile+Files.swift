package import LDAPEntries

extension ProviderProfile {
    /// Whether an entry of an LDIF file is one that ``userFilter`` finds on a server.
    ///
    /// A file has no schema, so a class counts only under the name that the filter gives it.
    package func isUser(_ entry: LDIFEntry) -> Bool {
        switch kind {
        case .activeDirectory, .samba:
            // Computers are users too, and only these are not of the category "person".
            return entry.has(objectClass: "user") && !entry.has(objectClass: "computer")
                && !entry.values(of: "uidNumber").isEmpty
        case .directoryServer389, .freeIPA:
            // An export has the deleted entries as well, which a search does not return.
            return entry.has(objectClass: "posixAccount") && !entry.has(objectClass: "nsTombstone")
        case .openldap, .kanidm, .other: return entry.has(objectClass: "posixAccount")
        }
    }
}
