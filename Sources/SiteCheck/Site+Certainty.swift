import MountMaps
import SourceText

extension Site {
    /// Whether a host that does not resolve here does not resolve on the machine either.
    var knowsAllHosts: Bool {
        knowsNames && (kind == .host || hostsFile != nil && !asksOtherHostSources)
    }

    /// Lowers a finding that may not apply to the machine to a note.
    ///
    /// A directory missing from a checkout may exist on the server, and a name that is in no hosts file may be in DNS.
    func adjusted(_ diagnostic: Diagnostic) -> Diagnostic {
        let isUncertain =
            switch diagnostic.rule.code {
            case MachineRules.missingDirectory.code: kind == .files
            case MachineRules.unresolved.code: !knowsAllHosts
            default: false
            }
        guard isUncertain, diagnostic.severity > .note else { return diagnostic }
        return Diagnostic(
            diagnostic.rule,
            at: diagnostic.range,
            severity: .note,
            message: diagnostic.message + uncertainty,
            help: diagnostic.help,
            fixes: diagnostic.fixes
        )
    }

    private var uncertainty: String {
        kind == .host
            ? " (Name services did not answer in time, so this is not certain.)"
            : " (This was checked below another root; it may be different on the server.)"
    }
}
