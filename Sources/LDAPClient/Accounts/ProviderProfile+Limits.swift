import Accounts

extension ProviderProfile {
    /// Which limit of the server cut an answer off, and how to lift it; nil if the result is not about a limit.
    func advice(on code: LDAPResultCode) -> String? {
        guard [.sizeLimitExceeded, .timeLimitExceeded, .adminLimitExceeded].contains(code) else { return nil }
        switch kind {
        case .openldap:
            // slapd.conf(5), "limits": with size.prtotal unset, pages count together.
            return code == .adminLimitExceeded
                ? "slapd's limit size.unchecked was exceeded: index the attributes of the filter, or lift it with "
                    + "olcLimits: dn.exact=\"BIND DN\" size.unchecked=unlimited"
                : "lift slapd's limits for the bind DN with olcLimits: dn.exact=\"BIND DN\" size=unlimited "
                    + "time=unlimited; pages do not help, because slapd counts all pages together"
        case .directoryServer389, .freeIPA:
            switch code {
            case .sizeLimitExceeded:
                // The limit holds for each page, not for all of them together.
                return
                    "set nsSizeLimit: -1, and for pages nsPagedSizeLimit: -1, in the entry of the bind DN (by default "
                    + "nsslapd-sizelimit and nsslapd-pagedsizelimit of cn=config hold); or set page_size below the limit"
            case .timeLimitExceeded:
                return
                    "set nsTimeLimit: -1 in the entry of the bind DN (by default nsslapd-timelimit of cn=config holds)"
            default:
                return
                    "set nsLookThroughLimit: -1, and for pages nsPagedLookThroughLimit: -1, in the entry of the bind DN "
                    + "(by default nsslapd-lookthroughlimit and nsslapd-pagedlookthroughlimit hold), and "
                    + "nsIDListScanLimit likewise"
            }
        case .activeDirectory, .samba:
            return code == .sizeLimitExceeded
                ? "set page_size to at most MaxPageSize of the query policy, which is 1000 by default"
                : "raise MaxQueryDuration of the query policy, or search below smaller bases"
        case .kanidm:
            return "raise the limits of the account policy of the bind account: limit-search-max-results and "
                + "limit-search-max-filter-test"
        case .other:
            return "raise the size and time limits of the server for the bind DN, or set page_size"
        }
    }
}
