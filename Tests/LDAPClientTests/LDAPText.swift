/// Messages of LDAP as a server sends them, of any length (RFC 4511).
enum LDAPText {
    /// A message with its number and its operation.
    static func message(_ id: UInt8, _ operation: [UInt8]) -> [UInt8] {
        element(0x30, [2, 1, id] + operation)
    }

    /// An entry of a search.
    static func entry(_ id: UInt8, _ dn: String, _ attributes: [(name: String, values: [String])]) -> [UInt8]
    {
        let list = attributes.flatMap { name, values in
            element(0x30, string(name) + element(0x31, values.flatMap(string)))
        }
        return message(id, element(0x64, string(dn) + element(0x30, list)))
    }

    /// A continuation reference.
    static func reference(_ id: UInt8, _ uris: String...) -> [UInt8] {
        message(id, element(0x73, uris.flatMap(string)))
    }

    /// The end of a search, with a result code.
    static func done(_ id: UInt8, _ code: UInt8 = 0) -> [UInt8] {
        message(id, HostileAnswer.result(0x65, code))
    }

    private static func string(_ text: String) -> [UInt8] {
        element(4, Array(text.utf8))
    }

    private static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [tag, 0x82, UInt8(contents.count >> 8), UInt8(contents.count & 0xff)] + contents
    }
}
