import AutomountResolver
import SourceText

/// Shows what a name resolves to below each mount point.
struct KeyAnswerRenderer {
    let style: TerminalStyle

    func text(of answer: KeyAnswer, explained: Bool) -> String {
        let renderer = ResolutionRenderer(style: style)
        let places = answer.absent.map { printable($0) }.joined(separator: ", ")
        var text = answer.resolutions.map { renderer.text(of: $0, explained: explained) }.joined()
        if answer.resolutions.isEmpty {
            let mark = style.paint("no-such-key", as: .severity(.error))
            let reason = answer.absent.isEmpty ? "there is no indirect map" : "no map has it (\(places))"
            text += "\(printable(answer.key)): \(mark): \(reason)\n"
        } else if !answer.absent.isEmpty {
            text += style.paint("not below \(places)", as: .faint) + "\n"
        }
        return text
    }
}
