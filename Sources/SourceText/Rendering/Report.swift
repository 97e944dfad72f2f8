/// The findings about one file.
public struct Report: Sendable {
    /// The file.
    public let file: SourceFile
    /// What was found in it, in the order of the text.
    public let diagnostics: [Diagnostic]

    /// Makes a report, its findings sorted by place.
    public init(file: SourceFile, diagnostics: [Diagnostic]) {
        self.file = file
        self.diagnostics = diagnostics.sorted {
            ($0.range.lowerBound, $0.rule.code) < ($1.range.lowerBound, $1.rule.code)
        }
    }

    /// The number of findings of a severity.
    public func count(of severity: Severity) -> Int {
        diagnostics.count { $0.severity == severity }
    }
}
