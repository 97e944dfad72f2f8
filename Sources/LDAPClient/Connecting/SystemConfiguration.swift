/// The option of ldap.conf(5) that autohome uses: the certificate authorities that this machine trusts for LDAP.
///
/// The lines are read as libldap reads them: a line whose first byte is `#` is a comment; an option is its name,
/// blanks, and a value up to the last sequence of blanks; names ignore case; there are no quotes and no continuation
/// lines; the last line counts.
struct SystemConfiguration {
    /// The value of `TLS_CACERT`; nil without one.
    private(set) var certificateAuthorityFile: String?

    /// Reads the bytes of an ldap.conf.
    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            // In C, the line ends at a NUL.
            let words = line.prefix { $0 != 0 }.trimmed()
            let name = words.prefix { !Self.isBlank($0) }
            let value = words.dropFirst(name.count).trimmed()
            guard !value.isEmpty, String(decoding: name, as: UTF8.self).uppercased() == "TLS_CACERT" else {
                continue
            }
            certificateAuthorityFile = String(decoding: value, as: UTF8.self)
        }
    }

    /// isspace(3) in the C locale.
    fileprivate static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0d).contains(byte)
    }
}

extension ArraySlice<UInt8> {
    fileprivate func trimmed() -> ArraySlice<UInt8> {
        var rest = drop(while: SystemConfiguration.isBlank)
        while let last = rest.last, SystemConfiguration.isBlank(last) { rest.removeLast() }
        return rest
    }
}
