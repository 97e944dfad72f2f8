import AutomountResolver
import LDAPMaps
import SystemFiles

/// The source of answers about maps in LDAP.
enum LDAPAnswers {
    /// The servers that the maps and the autofs.conf(5) of a client name; connected only when a map is first looked up.
    case client(below: RootDirectory, CommandContext)
    /// Those servers, after the first lookup.
    case servers(LDAPMapReader)
    /// The entries of an LDIF file.
    case entries(LDIFMaps)

    /// The result of a lookup in a map in LDAP.
    mutating func outcome(of lookup: LDAPLookup) async -> LDAPOutcome {
        switch self {
        case .client(let root, let context):
            let reader = LDAPMapReader(access: .client(below: root), logger: context.logger)
            self = .servers(reader)
            return await reader.outcome(of: lookup)
        case .servers(let reader): return await reader.outcome(of: lookup)
        case .entries(var maps):
            let outcome = maps.outcome(of: lookup)
            self = .entries(maps)
            return outcome
        }
    }

    /// Closes the connections to servers that were asked.
    func close() async {
        if case .servers(let reader) = self { await reader.close() }
    }
}
