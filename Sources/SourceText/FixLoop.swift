/// Applies the safe fixes of a file again and again until none is left.
public struct FixLoop {
    // A fix can only uncover another finding; a handful of rounds is more than any file needs.
    private static let rounds = 16
    /// How many findings of a file a round looks at: nobody reads what is fixed, it only takes memory.
    public static let findingLimit = 100_000

    private let report: (SourceFile) -> Report

    /// Makes a loop.
    ///
    /// - Parameter report: What is found in a file and shown: what is silenced is not fixed.
    public init(report: @escaping (SourceFile) -> Report) {
        self.report = report
    }

    /// The file after its safe fixes.
    public func fixed(_ file: SourceFile) -> SourceFile {
        var file = file
        var before = report(file)
        for _ in 0..<Self.rounds {
            guard let next = next(file, before) else { break }
            (file, before) = next
        }
        return file
    }

    /// The file after one round and what is found in it then; nil where no fix is left.
    ///
    /// A fix can give life to an entry that was not read before, and with it to an error, such as an export to
    /// everyone. Whether that was meant is for a person to say: rules whose fixes do so are left out.
    private func next(_ file: SourceFile, _ before: Report) -> (SourceFile, Report)? {
        let known = Self.errors(in: before)
        func fixed(_ diagnostics: [Diagnostic]) -> (SourceFile, Report)? {
            let (result, count) = file.applyingFixes(of: diagnostics)
            guard count > 0, result != file else { return nil }
            let after = report(result)
            return Self.errors(in: after).isSubset(of: known) ? (result, after) : nil
        }
        if let all = fixed(before.diagnostics) { return all }
        let fixable = before.diagnostics.filter { !$0.fixes.isEmpty }
        for code in Set(fixable.map(\.rule.code)).sorted() {
            if let some = fixed(fixable.filter { $0.rule.code == code }) { return some }
        }
        return nil
    }

    private static func errors(in report: Report) -> Set<String> {
        Set(report.diagnostics.filter { $0.severity == .error }.map(\.rule.code))
    }
}
