/// LDIF with made-up people.
public enum SampleUsers {
    /// `ou=people` with accounts `user0`, `user1` and so on, uid numbers from 10000, homes below `/home`.
    ///
    /// - Parameters:
    ///   - count: How many people.
    ///   - suffix: The base of the database.
    ///   - padding: How many bytes of description each has on top, to make answers large.
    /// - Returns: The entries, to go below the suffix.
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
