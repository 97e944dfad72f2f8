/// LDIF with generated accounts.
public enum SampleUsers {
    /// `ou=people` with accounts `user0`, `user1` and so on, uid numbers from 10000, homes below `/home`.
    ///
    /// - Parameters:
    ///   - count: The number of accounts.
    ///   - suffix: The base of the database.
    ///   - padding: The number of additional bytes in each description, to make answers large.
    /// - Returns: The entries below the suffix.
    public static func ldif(
        count: Int,
        suffix: String = "dc=example,dc=org",
        padding: Int = 0
    ) -> String {
        var text = "dn: ou=people,\(suffix)\nobjectClass: organizationalUnit\nou: people\n\n"
        let description = padding > 0 ? "description: \(String(repeating: "x", count: padding))\n" : ""
        for number in 0..<count {
            text += """
                dn: uid=user\(number),ou=people,\(suffix)
                objectClass: inetOrgPerson
                objectClass: posixAccount
                uid: user\(number)
                cn: User \(number)
                sn: \(number)
                uidNumber: \(10_000 + number)
                gidNumber: 10000
                homeDirectory: /home/user\(number)
                loginShell: /bin/bash
                \(description)

                """
        }
        return text
    }
}
