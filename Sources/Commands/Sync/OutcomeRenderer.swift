import HomeSync
import SourceText

/// Shows what a sync did.
struct OutcomeRenderer {
    // If a sync makes thousands of homes, their number matters, not each name.
    private static let mostNames = 50

    let style: TerminalStyle

    func text(of outcome: SyncOutcome, present: Int) -> String {
        var text = ""
        for name in outcome.made.prefix(Self.mostNames) { text += "made home \(printable(name))\n" }
        let rest = outcome.made.count - min(outcome.made.count, Self.mostNames)
        if rest > 0 { text += "  … and \(rest) more; --format json lists all\n" }
        for failure in outcome.failures {
            text += "\(style.paint("failed", as: .severity(.error))) \(printable(failure.message))\n"
        }
        for path in outcome.written { text += "wrote \(printable(path))\n" }
        if outcome.reloaded { text += "ran exportfs -ra\n" }
        if let complaint = outcome.reloadComplaint {
            text += "\(style.paint("failed", as: .severity(.error))) \(printable(complaint))\n"
        }
        switch outcome.verification {
        case .offered: text += "the NFS server offers the homes\n"
        case .unknown:
            text +=
                "\(style.paint("unverified", as: .severity(.warning))) whether the NFS server offers the homes: "
            text += "\(printable(outcome.verificationProblem ?? "it could not be asked"))\n"
        case .unlisted:
            text +=
                "the NFS server serves NFSv4 only and has no list of exports, so the homes were not verified\n"
        case .missing, .notAsked: break
        }
        let files = outcome.written.isEmpty ? "no file changed" : "\(outcome.written.count) files written"
        return text + "homes: \(outcome.made.count) made, \(present) there already; \(files)\n"
    }
}
