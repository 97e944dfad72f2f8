internal import AutomountResolver
internal import SourceText

/// Tells what automount would mount, and the chain that leads there.
struct ResolutionRenderer {
    let style: TerminalStyle

    func text(of resolution: Resolution, explained: Bool) -> String {
        var text = explained ? resolution.trace.map(line).joined() : ""
        for mount in resolution.mounts { text += line(mount) }
        if let failure = resolution.failure {
            let place = failure.file.map { file in
                " (\(printable(file))\(failure.line.map { ":\($0)" } ?? ""))"
            }
            let mark = style.paint(failure.code.rawValue, as: .severity(.error))
            text += "\(printable(resolution.path)): \(mark): \(printable(failure.message))\(place ?? "")\n"
        }
        return text
    }

    private func line(_ step: TraceStep) -> String {
        let place = step.file.map { "\(printable($0))\(step.line.map { ":\($0)" } ?? "")" } ?? ""
        let rule = style.paint(step.rule.rawValue, as: .strong)
        let location = place.isEmpty ? "" : style.paint("  \(place)", as: .faint)
        let change =
            step.before == step.after
            ? printable(step.after) : "\(printable(step.before)) → \(printable(step.after))"
        return "\(rule)\(location)\n    \(change)\n"
    }

    private func line(_ mount: Mount) -> String {
        let options = mount.options.isEmpty ? "" : " -o \(mount.options.joined(separator: ","))"
        let source = style.paint(printable(mount.source), as: .strong)
        return
            "\(printable(mount.mountPoint)) ← \(source)  -t \(printable(mount.type))\(printable(options))\n"
    }
}
