import SourceText

extension LDAPSettings {
    /// Checks the settings, and returns the servers to try, or none if DNS has to name them; nothing is sent.
    func checkedAddresses() throws(LDAPError) -> [LDAPAddress] {
        guard uris.isEmpty != (domain == nil) else {
            throw LDAPError(
                .badSettings,
                uris.isEmpty
                    ? "no LDAP server is configured; give at least one URI, or a domain"
                    : "LDAP servers are named by URIs or by a domain; give only one of the two"
            )
        }
        guard networkTimeout > .zero, timeout > .zero else {
            throw LDAPError(.badSettings, "the timeouts for LDAP must be longer than zero")
        }
        guard keepAlive >= .seconds(5) else {
            throw LDAPError(
                .badSettings,
                "a dead LDAP server is not noticed within less than 5 seconds; allow more"
            )
        }
        try checkCertificate()
        if let domain { try check(domain: domain) }
        var addresses: [LDAPAddress] = []
        for uri in uris {
            let address = try LDAPAddress(uri)
            try checkBind(to: address)
            addresses.append(address)
        }
        return addresses
    }

    /// Whether a connection to the server uses TLS before anything else is sent.
    func encrypts(_ address: LDAPAddress) -> Bool {
        guard case .tcp = address.transport else { return false }
        return address.beginsWithTLS || tls.startTLS
    }

    private func checkCertificate() throws(LDAPError) {
        guard (tls.certificateFile == nil) == (tls.keyFile == nil) else {
            throw LDAPError(
                .badSettings,
                "a client certificate and its key belong together; give both files or none"
            )
        }
        if let keyFile = tls.keyFile { try SecretFile(path: keyFile).check() }
    }

    private func check(domain: String) throws(LDAPError) {
        guard ServiceLookup.isHostName(domain) else {
            throw LDAPError(
                .badSettings,
                "'\(printable(domain, limit: 300))' is not the name of a DNS domain, such as example.org"
            )
        }
        guard tls.startTLS else {
            throw LDAPError(
                .badSettings,
                "servers of the domain \(domain) need StartTLS, because DNS can be forged and only their certificates "
                    + "prove that they belong to it"
            )
        }
        try checkBind(to: LDAPAddress("ldap://\(domain)"))
    }

    private func checkBind(to address: LDAPAddress) throws(LDAPError) {
        let isLocal = if case .local = address.transport { true } else { false }
        let isEncrypted = encrypts(address)
        switch bind {
        case .anonymous: break
        case .simple(let dn, _), .password(let dn, _):
            guard !dn.isEmpty, !dn.utf8.contains(0) else {
                throw LDAPError(.badSettings, "a simple bind needs a DN without NUL bytes")
            }
            guard isEncrypted || address.staysOnThisMachine else {
                throw LDAPError(
                    .badSettings,
                    "the password would be sent unencrypted to \(address.uri); use ldaps:// or StartTLS "
                        + "(ldapi:// and loopback addresses need neither)"
                )
            }
        case .saslExternal:
            guard isLocal || (isEncrypted && tls.certificateFile != nil) else {
                throw LDAPError(
                    .badSettings,
                    "SASL EXTERNAL gives \(address.uri) no identity; use ldapi://, or TLS with a client "
                        + "certificate"
                )
            }
        case .saslGSSAPI:
            guard address.hasHostName else {
                throw LDAPError(
                    .badSettings,
                    "Kerberos knows servers by their host names, and \(address.uri) has none; use ldap:// or ldaps:// "
                        + "with the name of the host"
                )
            }
        }
    }
}
