/// Applies the safe fixes of a file repeatedly until none is left.
public struct FixLoop {
    // A fix can uncover another finding, but no file needs more than a few rounds.
    private static let rounds = 16
    /// The limit of findings in one round; it only bounds memory, because nobody reads findings that get fixed.
    public static let findingLimit = 100_000

    private let report: (SourceFile) -> Report

    /// Makes a loop.
    ///
    /// - Parameter report: Checks a file; only findings in the report are fixed, not silenced ones.
    public init(report: @escaping (SourceFile) -> Report) {
        self.report = report
    }

    /// Returns the file after its safe fixes.
    public func fixed(_ file: SourceFile) -> SourceFile {
        var file = file
        var before = report(file)
        for _ in 0..<Self.rounds {
            guard let next = next(file, before) else { break }
            (file, before) = next
        }
        return file
    }

    /// The codes of the findings in a file whose fixes are left undone, because they would bring an error up.
    public func refused(in file: SourceFile) -> Set<String> {
        let before = report(file)
        let offered = Self.offers(in: before)
        guard !offered.isEmpty, applying(before.diagnostics, to: file, before) == nil else { return [] }
        return offered.intersection(Self.offers(in: report(fixed(file))))
    }

    /// Returns the file after one round, and its remaining findings; nil if no fix is left.
    ///
    /// A fix can activate an entry that was not read before, and with it a new error, such as an export to everyone. A
    /// person has to decide whether that is intended, so fixes of rules that do this are skipped.
    private func next(_ file: SourceFile, _ before: Report) -> (SourceFile, Report)? {
        if let all = applying(before.diagnostics, to: file, before) { return all }
        let fixable = before.diagnostics.filter { !$0.fixes.isEmpty }
        for code in Set(fixable.map(\.rule.code)).sorted() {
            let some = fixable.filter { $0.rule.code == code }
            if let next = applying(some, to: file, before) { return next }
        }
        return nil
    }

    /// The file after the fixes of some findings and what is found in it then; nil where they bring an error up.
    private func applying(
        _ diagnostics: [Diagnostic],
        to file: SourceFile,
        _ before: Report
    ) -> (SourceFile, Report)? {
        let (result, count) = file.applyingFixes(of: diagnostics)
        guard count > 0, result != file else { return nil }
        let after = report(result)
        return Self.errors(in: after).isSubset(of: Self.errors(in: before)) ? (result, after) : nil
    }

    private static func offers(in report: Report) -> Set<String> {
        Set(report.diagnostics.lazy.filter { !$0.fixes.isEmpty }.map(\.rule.code))
    }

    private static func errors(in report: Report) -> Set<String> {
        Set(report.diagnostics.filter { $0.severity == .error }.map(\.rule.code))
    }
}
