package import SourceText

/// Settings in sections, as in nfs.conf(5) and idmapd.conf(5).
package struct SectionedConfiguration: Sendable {
    /// A value and its place.
    package struct Value: Sendable {
        /// The text without surrounding blanks and quotes.
        package let text: String
        /// The file.
        package let file: SourceFile
        /// The line.
        package let range: Range<Int>

        /// Whether nfs-utils reads it as "no"; nil if it is neither yes nor no.
        package var isNo: Bool? {
            switch text.lowercased() {
            case "0", "f", "n", "no", "off", "false": true
            case "1", "t", "y", "yes", "on", "true": false
            default: nil
            }
        }
    }

    private struct Key: Hashable {
        let section: String
        let name: String
    }

    private var values: [Key: Value] = [:]

    /// Reads files in order; of two values, the later one wins.
    package init(_ files: [SourceFile]) {
        for file in files { take(file) }
    }

    /// Returns a value; the case of sections and names is ignored.
    package func value(_ section: String, _ name: String) -> Value? {
        values[Key(section: section.lowercased(), name: name.lowercased())]
    }

    private mutating func take(_ file: SourceFile) {
        var section = ""
        for line in file.bytes.split(separator: .lineFeed) {
            let text = Self.trimmed(String(decoding: line, as: UTF8.self)[...])
            guard let first = text.first, first != "#", first != ";" else { continue }
            if first == "[" {
                section = Self.trimmed(text.dropFirst().prefix { $0 != "]" }).lowercased()
                continue
            }
            guard let equals = text.firstIndex(of: "=") else { continue }
            let name = Self.trimmed(text[..<equals]).lowercased()
            let value = Self.trimmed(text[text.index(after: equals)...])
            values[Key(section: section, name: name)] = Value(
                text: String(value.drop { $0 == "\"" }.prefix { $0 != "\"" }),
                file: file,
                range: line.indices
            )
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
        while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
        return text
    }

    /// Whether a file of the init system starts rpc.mountd with `--manage-gids`.
    package static func mentionsManagedGroups(_ file: SourceFile) -> Bool {
        file.bytes.split(separator: .lineFeed).contains { line in
            let text = String(decoding: line, as: UTF8.self)
            return !text.hasPrefix("#") && text.contains("manage-gids")
        }
    }
}
