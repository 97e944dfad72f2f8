import SourceText

/// The arguments with which the service of the distribution starts automount: `OPTIONS` of `/etc/default/autofs` or
/// `/etc/sysconfig/autofs`.
///
/// The unit says `automount $OPTIONS`, so that systemd splits the value into words (systemd.exec(5), `EnvironmentFile=`;
/// systemd.service(5), "Command lines"). The letters are those of automount's getopt(3) string,
/// `+hp:t:vmdD:SfVrO:l:n:CFUM:` in 5.1.8.
package struct AutomountArguments: Sendable, Hashable {
    /// The variables of `-D`.
    package private(set) var defines: [String: String] = [:]
    /// The options of `-O`, the last ones.
    package private(set) var globalOptions: String?
    /// The master map: the first word that is not an option.
    package private(set) var masterMap: String?

    private static let lettersWithValue = Set("ptDOlnM")
    private static let namesWithValue: Set<String> = [
        "pid-file", "timeout", "define", "global-options", "set-log-priority", "negative-timeout",
        "master-wait",
    ]

    /// No arguments.
    package init() {}

    /// Reads the arguments in a file of the service; the last line `OPTIONS=` counts.
    package init(environmentFile bytes: [UInt8]) {
        let value = bytes.split(separator: .lineFeed).last { $0.starts(with: "OPTIONS=".utf8) }?
            .dropFirst("OPTIONS=".utf8.count)
        guard let value else { return }
        // The quotes around the value are the file's, those inside it group words.
        let text = Array(Self.words(in: value).joined(separator: [.blank]))
        read(Self.words(in: text[...]).map { String(decoding: $0, as: UTF8.self) })
    }

    private mutating func read(_ words: [String]) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                masterMap = rest.first
                return
            } else if word.hasPrefix("--") {
                let parts = word.dropFirst(2).split(
                    separator: "=",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                let name = String(parts[0])
                guard Self.namesWithValue.contains(name) else { continue }
                take(name, parts.count > 1 ? String(parts[1]) : rest.popFirst() ?? "")
            } else if word.hasPrefix("-"), word.count > 1 {
                var letters = word.dropFirst()
                while let letter = letters.popFirst() {
                    guard Self.lettersWithValue.contains(letter) else { continue }
                    take(String(letter), letters.isEmpty ? rest.popFirst() ?? "" : String(letters))
                    break
                }
            } else {
                masterMap = word
                return
            }
        }
    }

    private mutating func take(_ option: String, _ value: String) {
        switch option {
        case "D", "define":
            let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, !parts[0].isEmpty { defines[String(parts[0])] = String(parts[1]) }
        case "O", "global-options": globalOptions = value
        default: break
        }
    }

    /// The words of a text, split at blanks outside quotes; the quotes are removed.
    private static func words(in text: ArraySlice<UInt8>) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8]?
        var quote: UInt8?
        for byte in text {
            if let open = quote {
                if byte == open { quote = nil } else { word?.append(byte) }
            } else if byte == .quote || byte == UInt8(ascii: "'") {
                quote = byte
                word = word ?? []
            } else if byte.isASCIIBlank || byte == UInt8(ascii: "\r") {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? []) + [byte]
            }
        }
        if let word { words.append(word) }
        return words
    }
}
