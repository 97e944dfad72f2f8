import Configuration
import LDAPClient
import SourceText

/// Shows what init found, or the configuration itself.
struct InitRenderer {
    let findings: DirectoryFindings

    /// The text for standard output: the configuration if it goes there, else what was found and what to do next.
    func text(of proposal: InitialConfiguration, writtenTo path: String?) -> String {
        guard let path else { return proposal.text }
        let found = FindingSentences(findings).all.map { $0 + "\n" }.joined()
        return found
            + "wrote \(printable(path)); review it, then run autohome home accept-root and autohome plan\n"
    }
}
