public import LDAPEntries

/// The product behind an LDAP address.
///
/// Products differ in the names of their attributes, in their limits, and in how they report changes.
public enum ProviderKind: String, Sendable, Codable, CaseIterable {
    /// OpenLDAP's slapd.
    case openldap
    /// 389 Directory Server, also as Red Hat Directory Server.
    case directoryServer389 = "389-ds"
    /// FreeIPA, which runs on 389 Directory Server.
    case freeIPA = "freeipa"
    /// Active Directory.
    case activeDirectory = "active-directory"
    /// Samba as a domain controller of Active Directory.
    case samba
    /// Kanidm's LDAP gateway.
    case kanidm
    /// Anything else.
    case other

    /// Recognises the product by what the server says about itself.
    ///
    /// A server that hides its root DSE is ``other``.
    public init(of root: RootDSE) {
        let vendor = root.entry.text(of: "vendorName") ?? ""
        let classes = root.entry.texts(of: "objectClass") ?? []
        let capabilities = root.entry.texts(of: "supportedCapabilities") ?? []
        if vendor.hasPrefix("Samba") {
            self = .samba
        } else if capabilities.contains(Self.activeDirectoryCapability) {
            self = .activeDirectory
        } else if root.supportedExtensions.contains(where: { $0.hasPrefix(Self.freeIPAExtensions) }) {
            self = .freeIPA
        } else if vendor.hasPrefix("389 ") {
            self = .directoryServer389
        } else if vendor.hasPrefix("Kanidm") {
            self = .kanidm
        } else if classes.contains("OpenLDAProotDSE") {
            self = .openldap
        } else {
            self = .other
        }
    }

    // LDAP_CAP_ACTIVE_DIRECTORY_OID (MS-ADTS section 3.1.1.3.4.3.1).
    private static let activeDirectoryCapability = "1.2.840.113556.1.4.800"
    // The extended operations of FreeIPA's plug-ins, such as 2.16.840.1.113730.3.8.10.5 to get a keytab.
    private static let freeIPAExtensions = "2.16.840.1.113730.3.8.10."

    /// The name of the product.
    public var productName: String {
        switch self {
        case .openldap: "OpenLDAP"
        case .directoryServer389: "389 Directory Server"
        case .freeIPA: "FreeIPA"
        case .activeDirectory: "Active Directory"
        case .samba: "Samba Active Directory"
        case .kanidm: "Kanidm"
        case .other: "another LDAP server"
        }
    }
}
