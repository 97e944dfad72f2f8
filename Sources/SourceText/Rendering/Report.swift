/// The findings about one file.
public struct Report: Sendable {
    /// The file.
    public let file: SourceFile
    /// What was found in it, in the order of the text.
    public let diagnostics: [Diagnostic]
    /// What was found in it too, and somebody gave a reason not to mind, in the order of the text.
    public let silenced: [SilencedDiagnostic]

    /// Makes a report, its findings sorted by place.
    public init(file: SourceFile, diagnostics: [Diagnostic], silenced: [SilencedDiagnostic] = []) {
        self.file = file
        self.diagnostics = diagnostics.sorted { $0.precedes($1) }
        self.silenced = silenced.sorted { $0.diagnostic.precedes($1.diagnostic) }
    }

    /// The number of findings of a severity.
    public func count(of severity: Severity) -> Int {
        diagnostics.count { $0.severity == severity }
    }
}

extension Diagnostic {
    fileprivate func precedes(_ other: Diagnostic) -> Bool {
        (range.lowerBound, rule.code) < (other.range.lowerBound, other.rule.code)
    }
}
