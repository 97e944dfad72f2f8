internal import SourceText

/// A file before and after its safe fixes, or before and after it was formatted.
struct MendedFile {
    // A fix can only uncover another finding; a handful of rounds is more than any file needs.
    private static let rounds = 16
    /// How many findings of a file a round looks at: what is mended is not read by anybody, only kept in memory.
    static let findingLimit = 100_000

    let original: CheckedFile
    let mended: CheckedFile

    /// Applies safe fixes until none is left; nothing is written.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - report: What is found in a file and minded: what is silenced is not mended.
    init(_ file: CheckedFile, report: (CheckedFile) -> Report) {
        original = file
        var mended = file
        var before = report(file)
        for _ in 0..<Self.rounds {
            guard let next = Self.next(mended, before, report) else { break }
            (mended, before) = next
        }
        self.mended = mended
    }

    /// The file after one round and what is found in it then; nil where nothing is left that can be mended.
    ///
    /// A fix can give life to an entry that was not read before, and with it to an error, such as an export to
    /// everyone. Whether that was meant is for a person to say: rules whose fixes do so are left out.
    private static func next(
        _ file: CheckedFile,
        _ before: Report,
        _ report: (CheckedFile) -> Report
    ) -> (CheckedFile, Report)? {
        let known = errors(in: before)
        func mended(_ diagnostics: [Diagnostic]) -> (CheckedFile, Report)? {
            let (text, count) = file.text.mended(diagnostics)
            guard count > 0, text != file.text else { return nil }
            let result = file.with(text)
            let after = report(result)
            return errors(in: after).isSubset(of: known) ? (result, after) : nil
        }
        if let all = mended(before.diagnostics) { return all }
        let mendable = before.diagnostics.filter { !$0.fixes.isEmpty }
        for code in Set(mendable.map(\.rule.code)).sorted() {
            if let some = mended(mendable.filter { $0.rule.code == code }) { return some }
        }
        return nil
    }

    private static func errors(in report: Report) -> Set<String> {
        Set(report.diagnostics.filter { $0.severity == .error }.map(\.rule.code))
    }

    var isChanged: Bool { original.text != mended.text }

    /// What changes, as a unified diff; empty where nothing does.
    var diff: String {
        UnifiedDiff(from: original.text.bytes, to: mended.text.bytes)
            .text(oldName: original.text.name, newName: original.text.name)
    }

    /// Writes what was changed.
    func write() throws {
        if isChanged { try mended.write(inPlaceOf: original.text) }
    }
}
