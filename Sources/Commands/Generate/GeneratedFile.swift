import ArgumentParser
import LDAPEntries
import MountMaps

/// The files that generate can print.
enum GeneratedFile: String, ExpressibleByArgument, CaseIterable {
    case exports
    case autoMaster = "auto.master"
    case autoHome = "auto.home"
    case ganesha
    case ldif

    /// The same file as sync knows it; nil if sync does not write it.
    var managed: ManagedFile? { ManagedFile(rawValue: rawValue) }

    /// Whether the file lists each home, so that it needs the accounts.
    func listsHomes(by settings: SiteSettings) -> Bool {
        switch self {
        case .exports, .ganesha: ManagedFile.exports.listsHomes(by: settings)
        case .autoMaster: ManagedFile.autoMaster.listsHomes(by: settings)
        case .autoHome, .ldif: ManagedFile.autoHome.listsHomes(by: settings)
        }
    }
}

/// The LDAP schemas in which maps can be printed.
enum SchemaName: String, ExpressibleByArgument, CaseIterable {
    case rfc2307bis
    case rfc2307

    var schema: LDAPMapSchema {
        switch self {
        case .rfc2307bis: .rfc2307bis
        case .rfc2307: .rfc2307
        }
    }
}
