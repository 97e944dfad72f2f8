import CLDAP
import LDAPEntries

extension LDAPHandle {
    /// Reads an entry from its message, copying each value only once.
    func entry(in message: borrowing LDAPMessage) throws(LDAPError) -> LDAPEntry {
        var cursor: OpaquePointer?
        var name = berval()
        let status = ldap_get_dn_ber(pointer, message.pointer, &cursor, &name)
        // The cursor points into the message, so its buffer must not be freed here.
        defer { ber_free(cursor, 0) }
        guard status == LDAP_SUCCESS else { throw malformedEntry() }
        let dn = String(decoding: bytes(of: name), as: UTF8.self)
        var attributes: [String: [[UInt8]]] = [:]
        while let attribute = try nextAttribute(cursor, of: message) {
            attributes[attribute.name, default: []] += attribute.values
        }
        return LDAPEntry(dn: dn, attributes: attributes)
    }

    private func nextAttribute(
        _ cursor: OpaquePointer?,
        of message: borrowing LDAPMessage
    ) throws(LDAPError) -> (name: String, values: [[UInt8]])? {
        var name = berval()
        var values: UnsafeMutablePointer<berval>?
        let status = ldap_get_attribute_ber(pointer, message.pointer, cursor, &name, &values)
        // After a failure it is unknown whether the array was freed. The connection is closed then anyway.
        guard status == LDAP_SUCCESS else { throw malformedEntry() }
        // Only the array must be freed; the values in it belong to the message.
        defer { ber_memfree(values) }
        guard name.bv_val != nil else { return nil }
        var copies: [[UInt8]] = []
        var next = values
        while let value = next, value.pointee.bv_val != nil {
            copies.append([UInt8](bytes(of: value.pointee)))
            next = value + 1
        }
        return (String(decoding: bytes(of: name), as: UTF8.self), copies)
    }

    private func bytes(of value: berval) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len))
    }

    private func malformedEntry() -> LDAPError {
        LDAPError(
            .protocolViolation,
            "\(uri) sent an entry that cannot be decoded",
            resultCode: .decodingError
        )
    }
}
