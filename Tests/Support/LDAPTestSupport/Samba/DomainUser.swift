import Foundation

/// A user in Active Directory, as an LDIF record that adds the entry.
public struct DomainUser {
    /// The name of the entry below `CN=Users`.
    public var commonName: String
    /// The login name of Windows.
    public var accountName: String
    /// The numeric user id; nil for a user that Linux does not know.
    public var uidNumber: Int?
    /// The home on Linux; nil for none.
    public var home: String?
    /// Additional lines, such as `accountExpires: 1`.
    public var lines: [String]
    /// The password; nil for none, which disables the account unless `userAccountControl` says otherwise.
    public var password: String?

    /// Makes a user that can log in and whose home is below `/home`.
    public init(_ accountName: String, uidNumber: Int?, lines: [String] = [], password: String? = nil) {
        commonName = accountName
        self.accountName = accountName
        self.uidNumber = uidNumber
        home = uidNumber.map { _ in "/home/\(accountName)" }
        self.lines = lines
        self.password = password
    }

    /// The record, with a blank line at its end.
    public var ldif: String {
        var text = """
            dn: CN=\(commonName),CN=Users,\(SambaConfiguration.suffix)
            changetype: add
            objectClass: user
            sAMAccountName: \(accountName)

            """
        if let uidNumber { text += "uidNumber: \(uidNumber)\ngidNumber: 10000\n" }
        if let home { text += "unixHomeDirectory: \(home)\n" }
        if let password { text += "unicodePwd:: \(Self.encoded(password))\n" }
        if !lines.contains(where: { $0.hasPrefix("userAccountControl") }) {
            // NORMAL_ACCOUNT, and PASSWD_NOTREQD for a user without a password (MS-ADTS section 2.2.16).
            text += "userAccountControl: \(password == nil ? 0x220 : 0x200)\n"
        }
        return text + lines.map { $0 + "\n" }.joined() + "\n"
    }

    /// A password in quotes as UTF-16, in Base64 (MS-ADTS section 3.1.1.3.1.5).
    private static func encoded(_ password: String) -> String {
        Data("\"\(password)\"".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).base64EncodedString()
    }
}
