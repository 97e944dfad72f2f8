import SourceText

/// The option of ldap.conf(5) that autohome uses: the certificate authorities that this machine trusts for LDAP.
///
/// The lines are read as libldap reads them: a line whose first byte is `#` is a comment; an option is its name,
/// blanks, and a value up to the last sequence of blanks; names ignore case; quotes and continuation lines have no
/// meaning; the last line counts.
struct SystemConfiguration {
    /// The value of `TLS_CACERT`; nil without one.
    private(set) var certificateAuthorityFile: String?

    /// Reads the bytes of an ldap.conf.
    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            // In C, the line ends at a NUL.
            let words = line.prefix { $0 != 0 }.trimmed()
            let name = words.prefix { !$0.isASCIISpace }
            let value = words.dropFirst(name.count).trimmed()
            guard !value.isEmpty, String(decoding: name, as: UTF8.self).uppercased() == "TLS_CACERT" else {
                continue
            }
            certificateAuthorityFile = String(decoding: value, as: UTF8.self)
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func trimmed() -> ArraySlice<UInt8> {
        var rest = drop(while: \.isASCIISpace)
        while let last = rest.last, last.isASCIISpace { rest.removeLast() }
        return rest
    }
}
