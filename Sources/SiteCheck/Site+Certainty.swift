import MountMaps
import SourceText

extension Site {
    /// Whether a host without an address here has none on the machine either.
    var knowsAllHosts: Bool {
        knowsNames && (kind == .host || hostsFile != nil && !asksOtherHostSources)
    }

    /// A finding about the machine as it is to be taken where the machine itself is elsewhere.
    ///
    /// A directory that a checkout of files does not hold may well be on the server, and a name that is in no
    /// hosts file may be in DNS.
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
            ? " Name services did not answer in time."
            : " Below this root, that is; the server may know more."
    }
}
