import LDAPEntries

/// What servers say about themselves, as observed by an anonymous client; SASL mechanisms and times are left out.
enum RootDSEs {
    /// slapd 2.5.13 of Debian 12, with the overlay syncprov.
    static let openldap25 = """
        dn:
        objectClass: top
        objectClass: OpenLDAProotDSE
        configContext: cn=config
        namingContexts: dc=example,dc=org
        supportedControl: 1.3.6.1.4.1.4203.1.9.1.1
        supportedControl: 2.16.840.1.113730.3.4.18
        supportedControl: 2.16.840.1.113730.3.4.2
        supportedControl: 1.3.6.1.4.1.4203.1.10.1
        supportedControl: 1.3.6.1.1.22
        supportedControl: 1.2.840.113556.1.4.319
        supportedControl: 1.2.826.0.1.3344810.2.3
        supportedControl: 1.3.6.1.1.13.2
        supportedControl: 1.3.6.1.1.13.1
        supportedControl: 1.3.6.1.1.12
        supportedExtension: 1.3.6.1.4.1.4203.1.11.1
        supportedExtension: 1.3.6.1.4.1.4203.1.11.3
        supportedExtension: 1.3.6.1.1.8
        supportedExtension: 1.3.6.1.1.21.3
        supportedExtension: 1.3.6.1.1.21.1
        supportedLDAPVersion: 3

        """

    /// 389 Directory Server 2.3.1 of Debian 12, with the plug-ins Retro Changelog, Content Synchronization and USN.
    ///
    /// Its `defaultnamingcontext` is the changelog, which has no users.
    static let directoryServer389Version23 = """
        dn:
        objectClass: top
        namingContexts: cn=changelog
        namingContexts: dc=example,dc=org
        defaultnamingcontext: cn=changelog
        supportedExtension: 2.16.840.1.113730.3.5.7
        supportedExtension: 2.16.840.1.113730.3.5.8
        supportedExtension: 2.16.840.1.113730.3.5.3
        supportedExtension: 2.16.840.1.113730.3.5.12
        supportedExtension: 2.16.840.1.113730.3.5.5
        supportedExtension: 2.16.840.1.113730.3.5.6
        supportedExtension: 2.16.840.1.113730.3.5.9
        supportedExtension: 2.16.840.1.113730.3.5.4
        supportedExtension: 2.16.840.1.113730.3.6.5
        supportedExtension: 2.16.840.1.113730.3.6.6
        supportedExtension: 2.16.840.1.113730.3.6.7
        supportedExtension: 2.16.840.1.113730.3.6.8
        supportedExtension: 1.3.6.1.4.1.4203.1.11.3
        supportedExtension: 1.3.6.1.4.1.4203.1.11.1
        supportedControl: 2.16.840.1.113730.3.4.2
        supportedControl: 2.16.840.1.113730.3.4.3
        supportedControl: 2.16.840.1.113730.3.4.4
        supportedControl: 2.16.840.1.113730.3.4.5
        supportedControl: 1.2.840.113556.1.4.473
        supportedControl: 2.16.840.1.113730.3.4.9
        supportedControl: 2.16.840.1.113730.3.4.16
        supportedControl: 2.16.840.1.113730.3.4.15
        supportedControl: 2.16.840.1.113730.3.4.17
        supportedControl: 2.16.840.1.113730.3.4.19
        supportedControl: 1.3.6.1.1.13.1
        supportedControl: 1.3.6.1.1.13.2
        supportedControl: 1.3.6.1.4.1.42.2.27.8.5.1
        supportedControl: 1.3.6.1.4.1.4203.1.10.1
        supportedControl: 1.3.6.1.4.1.42.2.27.9.5.2
        supportedControl: 1.2.840.113556.1.4.319
        supportedControl: 1.3.6.1.4.1.42.2.27.9.5.8
        supportedControl: 1.3.6.1.4.1.4203.666.5.16
        supportedControl: 2.16.840.1.113730.3.4.14
        supportedControl: 2.16.840.1.113730.3.4.20
        supportedControl: 1.3.6.1.4.1.1466.29539.12
        supportedControl: 2.16.840.1.113730.3.4.12
        supportedControl: 2.16.840.1.113730.3.4.18
        supportedControl: 2.16.840.1.113730.3.4.13
        supportedControl: 1.3.6.1.4.1.4203.1.9.1.1
        supportedLDAPVersion: 2
        supportedLDAPVersion: 3
        vendorName: 389 Project
        vendorVersion: 389-Directory/2.3.1 B2025.016.1616
        lastusn;userroot: 0
        lastusn;changelog: -1
        changeLog: cn=changelog
        firstchangenumber: 0
        lastchangenumber: 0

        """

    /// Samba 4.17.12 of Debian 12 as a domain controller.
    static let samba417 = """
        dn:
        configurationNamingContext: CN=Configuration,DC=example,DC=org
        defaultNamingContext: DC=example,DC=org
        rootDomainNamingContext: DC=example,DC=org
        schemaNamingContext: CN=Schema,CN=Configuration,DC=example,DC=org
        supportedCapabilities: 1.2.840.113556.1.4.800
        supportedCapabilities: 1.2.840.113556.1.4.1670
        supportedCapabilities: 1.2.840.113556.1.4.1791
        supportedCapabilities: 1.2.840.113556.1.4.1935
        supportedCapabilities: 1.2.840.113556.1.4.2080
        supportedLDAPVersion: 2
        supportedLDAPVersion: 3
        vendorName: Samba Team (https://www.samba.org)
        isSynchronized: TRUE
        dnsHostName: dc1.example.org
        supportedControl: 1.2.840.113556.1.4.1413
        supportedControl: 1.2.840.113556.1.4.528
        supportedControl: 1.2.840.113556.1.4.841
        supportedControl: 1.2.840.113556.1.4.319
        supportedControl: 2.16.840.1.113730.3.4.9
        supportedControl: 1.2.840.113556.1.4.473
        supportedControl: 1.2.840.113556.1.4.1504
        supportedControl: 1.2.840.113556.1.4.801
        supportedControl: 1.2.840.113556.1.4.805
        supportedControl: 1.2.840.113556.1.4.1338
        supportedControl: 1.2.840.113556.1.4.529
        supportedControl: 1.2.840.113556.1.4.417
        supportedControl: 1.2.840.113556.1.4.2064
        supportedControl: 1.2.840.113556.1.4.1339
        supportedControl: 1.2.840.113556.1.4.1340
        supportedControl: 1.2.840.113556.1.4.1341
        namingContexts: DC=example,DC=org
        namingContexts: CN=Configuration,DC=example,DC=org
        namingContexts: CN=Schema,CN=Configuration,DC=example,DC=org
        namingContexts: DC=DomainDnsZones,DC=example,DC=org
        namingContexts: DC=ForestDnsZones,DC=example,DC=org
        highestCommittedUSN: 4072
        domainFunctionality: 4
        forestFunctionality: 4
        domainControllerFunctionality: 4
        isGlobalCatalogReady: TRUE

        """

    /// Reads one of them.
    static func read(_ ldif: String) throws -> RootDSE {
        let values = try LDIFReader().entries(in: Array(ldif.utf8))[0].attributes
        let attributes = Dictionary(grouping: values, by: \.description)
        return RootDSE(LDAPEntry(dn: "", attributes: attributes.mapValues { $0.map(\.value) }))
    }
}
