import MountMaps

/// The line `automount:` of nsswitch.conf(5): where maps given by name are looked for.
package struct NameServiceSwitch: Sendable {
    /// A source and whether the search ends when it does not have what is looked for.
    package struct Source: Sendable {
        package let name: String
        package let returnsWhenNotFound: Bool
        package let returnsWhenUnavailable: Bool
    }

    /// The sources in order; `nil` where the line cannot be understood and maps by name are unavailable.
    package let sources: [Source]?

    /// Reads the file; without an `automount:` line there is the source `files` alone.
    package init(_ bytes: [UInt8]) {
        var found: [Source]? = [
            Source(name: "files", returnsWhenNotFound: false, returnsWhenUnavailable: false)
        ]
        for line in bytes.split(separator: MapByte.newline) {
            let text = String(decoding: line.prefix { $0 != MapByte.hash }, as: UTF8.self)
            let trimmed = text.drop { $0 == " " || $0 == "\t" }
            guard trimmed.lowercased().hasPrefix("automount:") else { continue }
            found = Self.parse(trimmed.dropFirst("automount:".count))
            break
        }
        sources = found
    }

    private static func parse(_ text: Substring) -> [Source]? {
        var sources: [Source] = []
        var rest = text
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
            if rest.isEmpty { break }
            let name = rest.prefix { !" \t\r[".contains($0) }
            guard !name.isEmpty else { return nil }
            rest = rest.dropFirst(name.count).drop { $0 == " " || $0 == "\t" }
            var actions: Substring = ""
            if rest.first == "[" {
                guard let end = rest.firstIndex(of: "]") else { return nil }
                actions = rest[rest.index(after: rest.startIndex)..<end]
                rest = rest[rest.index(after: end)...]
            }
            let statements = actions.lowercased().split(separator: " ")
            sources.append(
                Source(
                    name: String(name),
                    returnsWhenNotFound: statements.contains("notfound=return"),
                    returnsWhenUnavailable: statements.contains("unavail=return")
                )
            )
        }
        return sources.isEmpty ? nil : sources
    }
}
