import AutomountResolver
import SourceText

/// Shows what automount would mount, and the steps that lead to it.
struct ResolutionRenderer {
    // An entry may have 16 KiB. The step names its file and line, for those who want all of it.
    private static let limit = 400

    let style: TerminalStyle

    func text(of resolution: Resolution, explained: Bool) -> String {
        var text = ""
        if explained {
            for (position, step) in resolution.trace.enumerated() {
                text += lines(step, number: position + 1)
            }
            if !text.isEmpty { text += "\n" }
        }
        for mount in resolution.mounts { text += explained ? call(mount) : line(mount) }
        if let failure = resolution.failure { text += lines(failure, of: resolution.path) }
        return text
    }

    /// A step: its rule and position, the text before and after it, and why.
    private func lines(_ step: TraceStep, number: Int) -> String {
        let count = number < 10 ? " \(number)" : "\(number)"
        var text = "\(count). \(style.paint(step.rule.rawValue, as: .strong))"
        if let place = place(step.file, step.line) { text += "  \(style.paint(place, as: .faint))" }
        text += "\n"
        if let change = change(step) { text += "    \(change)\n" }
        if let detail = step.detail, !detail.isEmpty {
            text += "    \(style.paint("(\(printable(detail)))", as: .faint))\n"
        }
        return text
    }

    private func change(_ step: TraceStep) -> String? {
        let texts = (printable(step.before, limit: Self.limit), printable(step.after, limit: Self.limit))
        if texts.0 == texts.1 || texts.0.isEmpty { return texts.1.isEmpty ? nil : texts.1 }
        return texts.1.isEmpty ? texts.0 : "\(texts.0) → \(texts.1)"
    }

    /// A failure: what, where, and what to do.
    private func lines(_ failure: ResolutionFailure, of path: String) -> String {
        let mark = style.paint(failure.code.rawValue, as: .severity(.error))
        let place = place(failure.file, failure.line).map { " (\($0))" } ?? ""
        let help = style.paint("help", as: .severity(.note))
        return """
            \(printable(path)): \(mark): \(printable(failure.message))\(place)
              \(help): \(printable(failure.help))

            """
    }

    private func place(_ file: String?, _ line: Int?) -> String? {
        file.map { "\(printable($0))\(line.map { ":\($0)" } ?? "")" }
    }

    private func line(_ mount: Mount) -> String {
        let options = mount.options.isEmpty ? "" : " -o \(mount.options.joined(separator: ","))"
        let source = style.paint(printable(mount.source), as: .strong)
        return
            "\(printable(mount.mountPoint)) ← \(source)  -t \(printable(mount.type))\(printable(options))\n"
    }

    /// A mount as the command that automount runs for it.
    private func call(_ mount: Mount) -> String {
        let words: [String] =
            switch mount.type {
            case "symlink": ["ln", "-s", mount.source, mount.mountPoint]
            case "bind": ["mount", "--bind"] + options(of: mount) + [mount.source, mount.mountPoint]
            default: ["mount", "-t", mount.type] + options(of: mount) + [mount.source, mount.mountPoint]
            }
        return style.paint(words.map(quoted).joined(separator: " "), as: .strong) + "\n"
    }

    private func options(of mount: Mount) -> [String] {
        mount.options.isEmpty ? [] : ["-o", mount.options.joined(separator: ",")]
    }

    /// A word quoted for any POSIX shell; if it has invisible characters, for bash, ksh and zsh only.
    private func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            byte > 0x7F || Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
                || "-_./:,=@%+[]".utf8.contains(byte)
        }
        if isPlain, !word.isEmpty { return printable(word) }
        guard printable(word) == word else { return spelledOut(word) }
        let parts = word.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: "'\\''") + "'"
    }

    /// A word as `$'…'`, with invisible characters as three octal digits for each byte.
    private func spelledOut(_ word: String) -> String {
        let parts = word.unicodeScalars.map { scalar in
            let text = String(scalar)
            if scalar == "'" || scalar == "\\" { return "\\" + text }
            guard printable(text) != text else { return text }
            return text.utf8.map { byte in
                let digits = String(byte, radix: 8)
                return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }.joined()
        }
        return "$'" + parts.joined() + "'"
    }
}
