internal import AutomountResolver
internal import DirectoryMaps

/// Who answers for maps in a directory.
enum DirectoryAnswers {
    /// The servers that the maps and autofs.conf(5) name.
    case servers(DirectoryMapReader)
    /// The entries of a file.
    case entries(LDIFMaps)

    /// What the directory says of a map.
    mutating func outcome(of lookup: DirectoryLookup) async -> DirectoryOutcome {
        switch self {
        case .servers(let reader): return await reader.outcome(of: lookup)
        case .entries(var maps):
            let outcome = maps.outcome(of: lookup)
            self = .entries(maps)
            return outcome
        }
    }
}
