import LDAPTestSupport

/// LDIF with users in several places, and maps.
enum SampleDirectory {
    static func container(_ dn: String) -> String {
        let name = dn.dropFirst("ou=".count).prefix { $0 != "," }
        return "dn: \(dn)\nobjectClass: organizationalUnit\nou: \(name)\n\n"
    }

    static func user(_ name: String, _ number: Int, in container: String, home: String? = nil) -> String {
        """
        dn: uid=\(name),\(container)
        objectClass: inetOrgPerson
        objectClass: posixAccount
        uid: \(name)
        cn: \(name)
        sn: \(name)
        uidNumber: \(number)
        gidNumber: 10000
        homeDirectory: \(home ?? "/home/\(name)")


        """
    }

    static func users(_ name: String, count: Int, from number: Int, in container: String) -> String {
        (0..<count).map { user("\(name)\($0)", number + $0, in: container) }.joined()
    }

    /// Maps of RFC 2307bis: a master map and the map of homes.
    static let maps =
        container("ou=automount,dc=example,dc=org")
        + ["auto.master", "auto.home"].map { name in
            """
            dn: automountMapName=\(name),ou=automount,dc=example,dc=org
            objectClass: automountMap
            automountMapName: \(name)


            """
        }.joined()

    /// Another database with the suffix `dc=other`, as lines after those of the first one.
    static let secondDatabase = [
        "", "dn: olcDatabase={2}ldif,cn=config", "objectClass: olcDatabaseConfig",
        "objectClass: olcLdifConfig",
        "olcDatabase: {2}ldif", "olcSuffix: dc=other", "olcRootDN: cn=admin,dc=other", "olcRootPW: other",
        "olcDbDirectory: data",
    ]
}
