import CLDAP
import Glibc
import SourceText

extension LDAPHandle {
    /// Waits for the next message of an operation.
    ///
    /// - Parameters:
    ///   - messageID: The operation.
    ///   - silence: The longest wait. After it, or when the task is cancelled, the operation is abandoned.
    ///   - operation: The name of the operation in errors.
    /// - Returns: The message.
    /// - Throws: `.cancelled`, `.timedOut`, or the error from libldap about a broken connection.
    func receive(
        _ messageID: Int32,
        within silence: Duration,
        for operation: @autoclosure () -> String
    ) throws(LDAPError) -> LDAPMessage {
        var deadline: ContinuousClock.Instant?
        while true {
            if Task.isCancelled {
                abandon(messageID)
                throw LDAPError(.cancelled, "\(operation()) at \(uri) was cancelled")
            }
            let left = deadline.map { max($0 - .now, .zero) }
            // Most messages have arrived already, and need no clock.
            var slice = left.map { min($0, waitingSlice).timeval } ?? timeval()
            var received: OpaquePointer?
            let tag = ldap_result(pointer, messageID, LDAP_MSG_ONE, &slice, &received)
            if tag > 0, let received { return LDAPMessage(received) }
            if tag < 0 {
                throw failure(lastCode, lastDiagnostic, during: operation())
            }
            if left == .zero {
                abandon(messageID)
                throw LDAPError(
                    .timedOut,
                    "\(uri) sent nothing for \(silence) during \(operation())",
                    resultCode: .timeout
                )
            }
            deadline = deadline ?? .now + silence
        }
    }

    /// The next message of an operation, if it has arrived.
    ///
    /// - Parameters:
    ///   - messageID: The operation.
    ///   - operation: The name of the operation in errors.
    /// - Returns: The message; nil if the server has sent none yet.
    /// - Throws: The error from libldap about a broken connection.
    func receivedAlready(
        _ messageID: Int32,
        for operation: @autoclosure () -> String
    ) throws(LDAPError) -> LDAPMessage? {
        var noWait = timeval()
        var received: OpaquePointer?
        let tag = ldap_result(pointer, messageID, LDAP_MSG_ONE, &noWait, &received)
        if tag < 0 { throw failure(lastCode, lastDiagnostic, during: operation()) }
        return tag > 0 ? received.map(LDAPMessage.init) : nil
    }

    /// Reads the outcome of an operation from its last message (ldap_parse_result(3)).
    func outcome(of message: borrowing LDAPMessage) throws(LDAPError) -> LDAPOutcome {
        var code: Int32 = 0
        var matched: UnsafeMutablePointer<CChar>?
        var diagnostic: UnsafeMutablePointer<CChar>?
        var referrals: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        let status = ldap_parse_result(
            pointer,
            message.pointer,
            &code,
            &matched,
            &diagnostic,
            &referrals,
            &controls,
            0
        )
        defer {
            ldap_memfree(matched)
            ldap_memfree(diagnostic)
            free(referrals)
            ldap_controls_free(controls)
        }
        guard status == LDAP_SUCCESS else {
            throw failure(LDAPResultCode(rawValue: status), lastDiagnostic, during: "reading a result")
        }
        return LDAPOutcome(
            code: LDAPResultCode(rawValue: code),
            matchedDN: matched.map { printable(String(cString: $0), limit: 500) } ?? "",
            diagnostic: diagnostic.map { printable(String(cString: $0), limit: 500) } ?? "",
            referrals: strings(referrals),
            pageCookie: pageCookie(in: controls),
            syncDone: value(of: SyncOID.done, in: controls)
        )
    }

    /// Reads the URIs of a continuation reference (ldap_parse_reference(3)).
    func references(in message: borrowing LDAPMessage) throws(LDAPError) -> [String] {
        var uris: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let status = ldap_parse_reference(pointer, message.pointer, &uris, nil, 0)
        defer { free(uris) }
        guard status == LDAP_SUCCESS else {
            throw failure(
                LDAPResultCode(rawValue: status),
                lastDiagnostic,
                during: "reading a reference"
            )
        }
        return strings(uris)
    }

    private func free(_ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
        ldap_memvfree(UnsafeMutableRawPointer(list)?.assumingMemoryBound(to: UnsafeMutableRawPointer?.self))
    }

    private func strings(_ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> [String] {
        guard var next = list else { return [] }
        var texts: [String] = []
        while let text = next.pointee {
            texts.append(printable(String(cString: text), limit: 500))
            next += 1
        }
        return texts
    }

    /// The value of a control; nil without the control.
    func value(
        of control: String,
        in controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
    ) -> [UInt8]? {
        guard let found = ldap_control_find(control, controls, nil) else { return nil }
        let value = found.pointee.ldctl_value
        return [UInt8](UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len)))
    }

    private func pageCookie(
        in controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
    ) -> [UInt8]? {
        guard let control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil) else { return nil }
        var estimate: ber_int_t = 0
        var cookie = berval()
        guard ldap_parse_pageresponse_control(pointer, control, &estimate, &cookie) == LDAP_SUCCESS else {
            return nil
        }
        defer { ber_memfree(cookie.bv_val) }
        return [UInt8](UnsafeRawBufferPointer(start: cookie.bv_val, count: Int(cookie.bv_len)))
    }
}
