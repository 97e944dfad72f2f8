import ArgumentParser
import LDAPEntries
import MountMaps

/// What can be printed.
enum GeneratedFile: String, ExpressibleByArgument, CaseIterable {
    case exports
    case autoMaster = "auto.master"
    case autoHome = "auto.home"
    case ganesha
    case ldif

    /// The file of a sync that this is; nil for what a sync does not write.
    var managed: ManagedFile? { ManagedFile(rawValue: rawValue) }

    /// Whether it takes the accounts to print it.
    func listsHomes(by settings: SiteSettings) -> Bool {
        switch self {
        case .exports, .ganesha: ManagedFile.exports.listsHomes(by: settings)
        case .autoMaster: ManagedFile.autoMaster.listsHomes(by: settings)
        case .autoHome, .ldif: ManagedFile.autoHome.listsHomes(by: settings)
        }
    }
}

/// The schemas in which maps can be printed.
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
