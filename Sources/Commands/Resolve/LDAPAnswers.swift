import AutomountResolver
import LDAPMaps
import SystemFiles

/// Who answers for maps in a directory.
enum LDAPAnswers {
    /// The servers that the maps and the autofs.conf(5) of a client name; most clients are never asked for them.
    case client(below: RootDirectory, CommandContext)
    /// Those servers.
    case servers(LDAPMapReader)
    /// The entries of a file.
    case entries(LDIFMaps)

    /// What the directory says of a map.
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
