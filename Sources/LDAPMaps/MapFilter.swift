import AutomountResolver
import LDAPClient
import LDAPEntries
import SourceText

/// The filters by which maps and their entries are found.
enum MapFilter {
    /// Maps of a name, in which a star stands for anything; all maps where there is none.
    static func map(_ name: String?, _ schema: LDAPMapSchema) throws(LDAPMapFailure) -> String {
        let ofClass = objectClass(schema.mapObjectClass)
        guard let name else { return ofClass }
        let pieces = name.split(separator: "*", omittingEmptySubsequences: false)
        let value = pieces.map { SearchFilter.escaped(String($0)) }.joined(separator: "*")
        return "(&\(ofClass)(\(try attribute(schema.mapAttribute))=\(value)))"
    }

    /// Entries with one of some keys; all entries where no keys are given.
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

    /// An attribute's name, which has letters, digits, hyphens, dots and semicolons alone.
    private static func attribute(_ name: String) throws(LDAPMapFailure) -> String {
        let isPlain = name.utf8.allSatisfy { $0.isASCIIAlphanumeric || "-.;".utf8.contains($0) }
        guard isPlain, !name.isEmpty else {
            throw LDAPMapFailure(
                reason:
                    "\"\(printable(name, limit: 100))\" is no name of an attribute; correct it in autofs.conf"
            )
        }
        return name
    }
}
