import AutomountResolver
import SourceText

/// The variables that the unit of automount gives to it: `-D` in the line `OPTIONS=` of its environment file.
///
/// Debian's unit reads `/etc/default/autofs`, that of Fedora `/etc/sysconfig/autofs`.
struct CommandLineDefinitions {
    private static let files = ["/etc/default/autofs", "/etc/sysconfig/autofs"]

    private(set) var values: [String: String] = [:]

    init(reading source: some MapSource) {
        for path in Self.files {
            guard case .file(let bytes, _) = source.file(at: path) else { continue }
            for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
                let text = line.drop(while: \.isWhitespace)
                guard text.hasPrefix("OPTIONS=") else { continue }
                // A later line takes the place of an earlier one.
                values = [:]
                take(text.dropFirst("OPTIONS=".count))
            }
        }
    }

    private mutating func take(_ options: Substring) {
        var words = options.split { $0.isWhitespace || $0 == "\"" || $0 == "'" }[...]
        while let word = words.popFirst() {
            if word == "-D" || word == "--define" {
                define(words.popFirst() ?? "")
            } else if word.hasPrefix("-D") {
                define(word.dropFirst(2))
            }
        }
    }

    private mutating func define(_ text: Substring) {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard let name = parts.first else { return }
        values[String(name)] = parts.count > 1 ? String(parts[1]) : ""
    }
}
