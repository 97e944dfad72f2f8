import HostFiles
import LDAPEntries
import MountMaps

/// Where automount looks for a map in LDAP if its name does not say: autofs.conf(5) and ldap.conf(5).
///
/// The rules:
/// 1. Without a configured schema automount tries three, and the first that finds the map counts
///    (`modules/lookup_ldap.c: common_schema`, `find_query_dn`; cases directory-x-noschema, directory-x-noschema2).
/// 2. URIs that libldap refuses are dropped. If none is left, ldap.conf(5) decides
///    (`modules/lookup_ldap.c: validate_uris`, `do_init`; cases directory-x-uribad, directory-x-ldapconf).
/// 3. Without `search_base` the default base of libldap counts (`modules/lookup_ldap.c: do_init`, `get_query_dn`;
///    cases directory-x-ldapconf, ldap-053).
package struct LDAPDefaults: Sendable {
    /// The schemas that automount tries in order if autofs.conf does not configure a complete one.
    private static let commonSchemas: [LDAPMapSchema] = [.rfc2307, .organizationalUnits, .rfc2307bis]

    let servers: [String]
    let searchBases: [String]
    let schemas: [LDAPMapSchema]

    /// The defaults without any file.
    package init() {
        self.init(configuration: AutofsConfiguration(), libraryFile: [])
    }

    /// Combines the files; ldap.conf(5) counts only if autofs.conf(5) is silent.
    init(configuration: AutofsConfiguration, libraryFile bytes: [UInt8]) {
        let library = LibrarySettings(bytes)
        let servers = configuration.ldapURIs.filter(Self.isURI)
        self.servers = servers.isEmpty ? library.uris : servers
        searchBases = configuration.searchBases.isEmpty ? [library.base] : configuration.searchBases
        schemas = configuration.schema.map { [$0] } ?? Self.commonSchemas
    }

    /// Whether libldap takes a text as the URI of a server.
    static func isURI(_ text: String) -> Bool {
        ["ldap://", "ldaps://", "ldapi://"].contains { text.lowercased().hasPrefix($0) }
    }
}

/// The servers and the base that ldap.conf(5) sets.
private struct LibrarySettings {
    var uris = ["ldap://localhost"]
    var base = ""

    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: MapByte.newline) {
            let text = String(decoding: line, as: UTF8.self)
            let words = text.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
            guard words.count > 1 else { continue }
            switch words[0].uppercased() {
            case "URI": uris = Array(words.dropFirst())
            case "BASE": base = words.dropFirst().joined(separator: " ")
            default: break
            }
        }
    }
}
