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
        var entry = LDAPEntry(dn: bytes(of: name))
        while try addNextAttribute(cursor, of: message, to: &entry) {}
        return entry
    }

    /// Adds the values of the next attribute to an entry; false after the last attribute.
    private func addNextAttribute(
        _ cursor: OpaquePointer?,
        of message: borrowing LDAPMessage,
        to entry: inout LDAPEntry
    ) throws(LDAPError) -> Bool {
        var name = berval()
        var values: UnsafeMutablePointer<berval>?
        let status = ldap_get_attribute_ber(pointer, message.pointer, cursor, &name, &values)
        // After a failure it is unknown whether the array was freed. The connection is closed then anyway.
        guard status == LDAP_SUCCESS else { throw malformedEntry() }
        // Only the array must be freed; the values in it belong to the message.
        defer { ber_memfree(values) }
        guard name.bv_val != nil else { return false }
        var next = values
        while let value = next, value.pointee.bv_val != nil {
            entry.add(bytes(of: value.pointee), to: bytes(of: name))
            next = value + 1
        }
        return true
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
