import HostFiles
import LDAPEntries
import MountMaps

/// Where automount looks for maps in a directory when their names do not say: autofs.conf(5) and ldap.conf(5).
package struct LDAPDefaults: Sendable {
    /// The schemas that automount tries in order where autofs.conf names none, or not all of one.
    private static let commonSchemas: [LDAPMapSchema] = [.rfc2307, .organizationalUnits, .rfc2307bis]

    let servers: [String]
    let searchBases: [String]
    let schemas: [LDAPMapSchema]

    /// Where no file says anything.
    package init() {
        self.init(configuration: AutofsConfiguration(), libraryFile: [])
    }

    /// Joins what the files say; ldap.conf(5) counts where autofs.conf(5) is silent.
    init(configuration: AutofsConfiguration, libraryFile bytes: [UInt8]) {
        let library = LibrarySettings(bytes)
        let servers = configuration.ldapURIs.filter(Self.isURI)
        self.servers = servers.isEmpty ? library.uris : servers
        searchBases = configuration.searchBases.isEmpty ? [library.base] : configuration.searchBases
        schemas = configuration.schema.map { [$0] } ?? Self.commonSchemas
    }

    /// Whether a text names a server in a way that the LDAP library takes.
    static func isURI(_ text: String) -> Bool {
        ["ldap://", "ldaps://", "ldapi://"].contains { text.lowercased().hasPrefix($0) }
    }
}

/// What ldap.conf(5) says of servers and bases.
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
