/// The findings about one file.
public struct Report: Sendable {
    /// The file.
    public let file: SourceFile
    /// The findings, in file order.
    public let diagnostics: [Diagnostic]
    /// The silenced findings, in file order.
    public let silenced: [SilencedDiagnostic]

    /// Makes a report; it sorts the findings by position.
    public init(file: SourceFile, diagnostics: [Diagnostic], silenced: [SilencedDiagnostic] = []) {
        self.file = file
        self.diagnostics = diagnostics.sorted { $0.precedes($1) }
        self.silenced = silenced.sorted { $0.diagnostic.precedes($1.diagnostic) }
    }

    /// The number of findings with a severity.
    public func count(of severity: Severity) -> Int {
        diagnostics.count { $0.severity == severity }
    }
}

extension Diagnostic {
    fileprivate func precedes(_ other: Diagnostic) -> Bool {
        (range.lowerBound, rule.code) < (other.range.lowerBound, other.rule.code)
    }
}
