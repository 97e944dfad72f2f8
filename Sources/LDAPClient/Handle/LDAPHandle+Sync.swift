import Accounts
import CLDAP
import Glibc
import LDAPEntries

extension LDAPHandle {
    /// Reads what a message of a content synchronisation says; nil for one that says nothing about it.
    ///
    /// - Throws: `.protocolViolation` if a control is missing or malformed.
    func syncMessage(_ message: borrowing LDAPMessage) throws(LDAPError) -> SyncMessage? {
        switch message.kind {
        case .entry:
            // First the control: reading a value writes a NUL after it, over the tag of the controls (ber_get_stringbv).
            guard let value = try syncState(of: message) else {
                throw malformedSync("an entry has no Sync State Control")
            }
            let state = try decoded { () throws(SyncFault) in try SyncState(decoding: value[...]) }
            return .entry(try entry(in: message), state)
        case .intermediate:
            guard let value = try syncInformation(in: message) else { return nil }
            return .information(
                try decoded { () throws(SyncFault) in try SyncInformation(decoding: value[...]) }
            )
        case .searchDone:
            let outcome = try outcome(of: message)
            return .result(
                try decoded { () throws(SyncFault) in
                    try SyncResult(meaning(of: outcome), decoding: outcome.syncDone?[...])
                }
            )
        case .reference, .other: return nil
        }
    }

    private func meaning(of outcome: LDAPOutcome) -> SyncResult.Outcome {
        switch outcome.code {
        case .success: .success
        case .syncRefreshRequired: .refreshRequired
        case .unwillingToPerform: .unwillingToPerform
        default:
            .failure(
                failure(outcome.code, outcome.diagnostic, during: "the content synchronisation").message
            )
        }
    }

    private func syncState(of message: borrowing LDAPMessage) throws(LDAPError) -> [UInt8]? {
        var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        let status = ldap_get_entry_controls(pointer, message.pointer, &controls)
        defer { ldap_controls_free(controls) }
        guard status == LDAP_SUCCESS else {
            throw malformedSync("the controls of an entry cannot be decoded")
        }
        return value(of: SyncOID.state, in: controls)
    }

    /// The value of a Sync Info Message; nil for another intermediate response.
    private func syncInformation(in message: borrowing LDAPMessage) throws(LDAPError) -> [UInt8]? {
        var name: UnsafeMutablePointer<CChar>?
        var value: UnsafeMutablePointer<berval>?
        let status = ldap_parse_intermediate(pointer, message.pointer, &name, &value, nil, 0)
        defer {
            ldap_memfree(name)
            ber_bvfree(value)
        }
        guard status == LDAP_SUCCESS else {
            throw malformedSync("an intermediate response cannot be decoded")
        }
        guard let name, String(cString: name) == SyncOID.information else { return nil }
        guard let value else { throw malformedSync("a Sync Info Message has no value") }
        return [UInt8](
            UnsafeRawBufferPointer(start: value.pointee.bv_val, count: Int(value.pointee.bv_len))
        )
    }

    private func decoded<Value>(_ body: () throws(SyncFault) -> Value) throws(LDAPError) -> Value {
        do throws(SyncFault) {
            return try body()
        } catch {
            throw malformedSync(error.message)
        }
    }

    private func malformedSync(_ what: String) -> LDAPError {
        LDAPError(
            .protocolViolation,
            "\(uri) answered a content synchronisation wrongly: \(what)",
            resultCode: .decodingError
        )
    }

    /// The descriptor of the connection.
    var descriptor: Int32 {
        var descriptor: Int32 = -1
        ldap_get_option(pointer, LDAP_OPT_DESC, &descriptor)
        return descriptor
    }
}

/// The names of the controls and of the message of RFC 4533.
enum SyncOID {
    static let request = "1.3.6.1.4.1.4203.1.9.1.1"
    static let state = "1.3.6.1.4.1.4203.1.9.1.2"
    static let done = "1.3.6.1.4.1.4203.1.9.1.3"
    static let information = "1.3.6.1.4.1.4203.1.9.1.4"
}
