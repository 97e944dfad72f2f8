public import LDAPClient
public import SourceText

/// A new configuration with a comment above each value that tells where it came from.
///
/// Nothing is applied with it; what a plan shows is for review.
public struct InitialConfiguration: Sendable {
    /// The text of the file.
    public let text: String

    /// Writes the configuration for a directory.
    ///
    /// - Parameters:
    ///   - choices: What the server cannot know.
    ///   - findings: What the server shows.
    public init(_ choices: InitialChoices, findings: DirectoryFindings) {
        self.init(choices, base: findings.base, findings)
    }

    /// Writes the configuration that is needed to ask the server, in which only the choices are known.
    ///
    /// - Parameter choices: What the server cannot know.
    public init(_ choices: InitialChoices) {
        self.init(choices, base: choices.base ?? "dc=example", nil)
    }

    private init(_ choices: InitialChoices, base: String, _ findings: DirectoryFindings?) {
        var text = CommentedText()
        let sentences = findings.map { FindingSentences($0) }
        if let sentences { text.header(sentences) }
        text.directory(choices, base: base, sentences)
        if let sentences { text.users(sentences) }
        text.homes(choices, sentences)
        text.exports(choices)
        text.automount(choices, sentences)
        self.text = text.text
    }

    /// Reads the configuration as every command does.
    ///
    /// - Parameter name: The name of the file in findings.
    /// - Returns: The configuration, or nil if it has errors; and the findings.
    public func read(as name: String) -> (configuration: Configuration?, report: Report) {
        Configuration.read(SourceFile(name: name, text: text))
    }
}

extension CommentedText {
    fileprivate mutating func header(_ sentences: FindingSentences) {
        comment("The configuration of autohome, as \"autohome init\" proposes it.")
        emptyComment()
        comment(
            "Review it, then run \"autohome home accept-root\" and \"autohome plan\"; nothing is changed before "
                + "\"autohome sync\". The sample configuration of autohome explains every key. Secrets are in separate "
                + "files, never here."
        )
        emptyComment()
        for sentence in [sentences.product, sentences.changes, sentences.stableID].compactMap(\.self)
            + sentences.lacking
        {
            comment(sentence.capitalizedSentence)
        }
        guard !sentences.findings.gaps.isEmpty else { return }
        emptyComment()
        comment(
            "NOT SEEN, so complete the values below by hand, or run init again as somebody who may see it:"
        )
        for gap in sentences.findings.gaps { comment("- \(gap.message)") }
    }
}
