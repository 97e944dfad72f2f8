import LDAPEntries

extension LDAPConnection {
    /// Whether a search is sent with the control "domain scope", with which Active Directory returns no references.
    ///
    /// Without it, every search below the root of a domain ends with references to the partitions of DNS and of the
    /// configuration, which hold no accounts. But the control also hides what else continues elsewhere, such as a
    /// child domain. So it is sent only if the server lists no such partition below the base.
    func maySendDomainScope(for request: SearchRequest) throws(LDAPError) -> Bool {
        guard request.staysInDomain else { return false }
        do throws(LDAPError) {
            let root = try rootDSE()
            guard root.supportedControls.contains(SearchRequest.domainScope) else { return false }
            guard let configuration = root.entry.text(of: "configurationNamingContext") else { return true }
            let partitions = try entries(
                SearchRequest(
                    base: "CN=Partitions,\(configuration)",
                    scope: .oneLevel,
                    filter: "(objectClass=crossRef)",
                    attributes: ["nCName", "systemFlags"]
                )
            )
            return !partitions.contains { $0.mayHoldUsers(of: request) }
        } catch {
            // Without the control nothing is hidden. The search itself shows whether that matters.
            if error.code == .cancelled || LDAPHandle.breaksConnection(error.code) { throw error }
            return false
        }
    }
}

extension SearchRequest {
    /// LDAP_SERVER_DOMAIN_SCOPE_OID (MS-ADTS section 3.1.1.3.4.1.4).
    static let domainScope = "1.2.840.113556.1.4.1339"
}

extension LDAPEntry {
    /// Whether this crossRef entry of Active Directory (MS-ADTS section 6.1.1.2.1.1.4) names a partition below the base
    /// that may hold users and is not to be ignored.
    fileprivate func mayHoldUsers(of request: SearchRequest) -> Bool {
        guard let name = text(of: "nCName"),
            !request.ignoredReferences.contains(where: { $0.matches(dn: name) })
        else { return false }
        // FLAG_CR_NTDS_NC without FLAG_CR_NTDS_DOMAIN: the configuration, the schema, or an application's partition,
        // such as that of DNS. None of them can have accounts.
        let flags = text(of: "systemFlags").flatMap { Int($0) } ?? 0
        guard flags & 3 != 1 else { return false }
        let base = DistinguishedName.compared(request.base)
        return base.isEmpty || DistinguishedName.compared(name).hasSuffix("," + base)
    }
}
