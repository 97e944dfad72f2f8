import Foundation

/// The commented sample that ships with the project.
enum SampleConfiguration {
    static func text(file: String = #filePath) throws -> String {
        let root = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "Config/autohome.toml"), encoding: .utf8)
    }

    /// The sample with every key uncommented.
    static func uncommented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") && (line.contains(" = ") || line.hasPrefix("#["))
                ? String(line.dropFirst()) : String(line)
        }.joined(separator: "\n")
    }
}
