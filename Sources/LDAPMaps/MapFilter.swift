import AutomountResolver
import LDAPClient
import LDAPEntries
import SourceText

/// The search filters for maps and their entries.
enum MapFilter {
    /// The filter for maps with a name, in which a star matches anything; for all maps if there is no name.
    static func map(_ name: String?, _ schema: LDAPMapSchema) throws(LDAPMapFailure) -> String {
        let ofClass = objectClass(schema.mapObjectClass)
        guard let name else { return ofClass }
        let pieces = name.split(separator: "*", omittingEmptySubsequences: false)
        let value = pieces.map { SearchFilter.escaped(String($0)) }.joined(separator: "*")
        return "(&\(ofClass)(\(try attribute(schema.mapAttribute))=\(value)))"
    }

    /// The filter for entries with one of these keys; for all entries if no keys are given.
    static func entries(
        _ keys: [[UInt8]]?,
        _ schema: LDAPMapSchema
    ) throws(LDAPMapFailure) -> String {
        let ofClass = objectClass(schema.entryObjectClass)
        guard let keys else { return ofClass }
        let name = try attribute(schema.entryAttribute)
        let alternatives = keys.map { "(\(name)=\(SearchFilter.escaped($0)))" }.joined()
        return "(&\(ofClass)(|\(alternatives)))"
    }

    private static func objectClass(_ name: String) -> String {
        "(objectClass=\(SearchFilter.escaped(name)))"
    }

    /// Checks the name of an attribute: it may contain only letters, digits, hyphens, dots and semicolons.
    private static func attribute(_ name: String) throws(LDAPMapFailure) -> String {
        let isPlain = name.utf8.allSatisfy { $0.isASCIIAlphanumeric || "-.;".utf8.contains($0) }
        guard isPlain, !name.isEmpty else {
            throw LDAPMapFailure(
                reason:
                    "\"\(printable(name, limit: 100))\" is not the name of an attribute; correct it in autofs.conf"
            )
        }
        return name
    }
}
