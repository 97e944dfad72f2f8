import CLDAP
import Glibc

extension LDAPHandle {
    /// Asks the server to start TLS (RFC 4511 section 4.14); after success the caller must start it too.
    func sendStartTLS() throws(LDAPError) -> Int32 {
        var messageID: Int32 = 0
        let status = ldap_start_tls(pointer, nil, nil, &messageID)
        return try sent(messageID, status, "StartTLS")
    }

    /// Sends a bind, which is anonymous if name and secret are empty.
    ///
    /// - Parameters:
    ///   - dn: The name to bind as.
    ///   - mechanism: The SASL mechanism; nil for a simple bind.
    ///   - secret: The password, or the first response of the mechanism.
    /// - Returns: The id of the message, to wait for its answer.
    /// - Throws: The error from libldap about a broken connection.
    func sendBind(dn: String, mechanism: String?, secret: [UInt8]) throws(LDAPError) -> Int32 {
        var messageID: Int32 = 0
        // One more byte, so that an empty secret has an address too, and libldap sends it.
        var bytes = secret + [0]
        let status = bytes.withUnsafeMutableBytes { buffer in
            defer { if let start = buffer.baseAddress { explicit_bzero(start, buffer.count) } }
            var value = berval(
                bv_len: ber_len_t(buffer.count - 1),
                bv_val: buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            )
            return ldap_sasl_bind(pointer, dn, mechanism, &value, nil, nil, &messageID)
        }
        return try sent(messageID, status, "the bind")
    }

    /// Sends a search, or asks for its next page.
    ///
    /// - Parameters:
    ///   - request: The search.
    ///   - pageCookie: The position of the page: empty for the first one; not used without a page size.
    /// - Returns: The id of the message, to wait for its answer.
    /// - Throws: `.badRequest` for a bad filter, or the error from libldap about a broken connection.
    func sendSearch(_ request: SearchRequest, pageCookie: [UInt8]) throws(LDAPError) -> Int32 {
        var control: UnsafeMutablePointer<LDAPControl>?
        if let size = request.pageSize { control = try pageControl(size: size, cookie: pageCookie) }
        defer { ldap_control_free(control) }
        let domainScope = request.staysInDomain ? try domainScopeControl() : nil
        defer { ldap_control_free(domainScope) }
        return try send(request, with: [control, domainScope])
    }

    /// Sends a search that asks for content synchronisation (RFC 4533).
    ///
    /// - Parameters:
    ///   - request: The search; it has no pages.
    ///   - value: The value of the Sync Request Control.
    /// - Returns: The id of the message, to wait for its answer.
    /// - Throws: `.badRequest` for a bad filter, or the error from libldap about a broken connection.
    func sendSync(_ request: SearchRequest, controlled value: [UInt8]) throws(LDAPError) -> Int32 {
        var control: UnsafeMutablePointer<LDAPControl>?
        var value = value
        let status = value.withUnsafeMutableBytes { buffer in
            var bytes = berval(
                bv_len: ber_len_t(buffer.count),
                bv_val: buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            )
            // Critical, so that a server without it does not answer with a plain search.
            return ldap_control_create(SyncOID.request, 1, &bytes, 1, &control)
        }
        _ = try sent(0, status, "making a control for content synchronisation")
        defer { ldap_control_free(control) }
        return try send(request, with: [control])
    }

    private func send(
        _ request: SearchRequest,
        with controls: [UnsafeMutablePointer<LDAPControl>?]
    ) throws(LDAPError) -> Int32 {
        var controls = controls.filter { $0 != nil } + [nil]
        var messageID: Int32 = 0
        var attributes: [UnsafeMutablePointer<CChar>?] = request.attributes.map { strdup($0) }
        defer { for attribute in attributes { free(attribute) } }
        attributes.append(nil)
        let status = ldap_search_ext(
            pointer,
            request.base,
            request.scope.number,
            request.filter,
            &attributes,
            0,
            &controls,
            nil,
            nil,
            LDAP_NO_LIMIT,
            &messageID
        )
        return try sent(messageID, status, request.name)
    }

    private func pageControl(
        size: Int,
        cookie: [UInt8]
    ) throws(LDAPError) -> UnsafeMutablePointer<LDAPControl>? {
        var control: UnsafeMutablePointer<LDAPControl>?
        var cookie = cookie
        let status = cookie.withUnsafeMutableBytes { buffer in
            var value = berval(
                bv_len: ber_len_t(buffer.count),
                bv_val: buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            )
            // Critical, so that a server without paging returns an error instead of an incomplete answer.
            return ldap_create_page_control(pointer, ber_int_t(clamping: size), &value, 1, &control)
        }
        _ = try sent(0, status, "making a page control")
        return control
    }

    /// A control without a value; not critical, because only servers that list it get it.
    private func domainScopeControl() throws(LDAPError) -> UnsafeMutablePointer<LDAPControl>? {
        var control: UnsafeMutablePointer<LDAPControl>?
        let status = ldap_control_create(SearchRequest.domainScope, 0, nil, 0, &control)
        _ = try sent(0, status, "making a domain scope control")
        return control
    }

    private func sent(_ messageID: Int32, _ status: Int32, _ operation: String) throws(LDAPError)
        -> Int32
    {
        guard status == LDAP_SUCCESS else {
            throw failure(LDAPResultCode(rawValue: status), lastDiagnostic, during: operation)
        }
        return messageID
    }
}

extension SearchRequest.Scope {
    /// The number of the scope in the protocol.
    fileprivate var number: Int32 {
        switch self {
        case .base: 0
        case .oneLevel: 1
        case .subtree: 2
        }
    }
}
