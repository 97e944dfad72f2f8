extension SourceFile {
    /// The file after the first fix of each finding.
    ///
    /// A fix is applied as a whole or not at all. Fixes come in the order of the findings; one that touches what
    /// an earlier one changes is left out, so that looking again at the result can bring it up.
    ///
    /// - Parameter diagnostics: The findings, in the order in which their fixes go first.
    /// - Returns: The file, and how many findings were fixed.
    public func applyingFixes(of diagnostics: [Diagnostic]) -> (file: SourceFile, count: Int) {
        var touched = TouchedBytes(count: bytes.count)
        var edits: [TextEdit] = []
        var count = 0
        for fix in diagnostics.compactMap(\.fixes.first) where touched.add(fix.edits) {
            edits += fix.edits
            count += 1
        }
        return (applying(edits).file, count)
    }
}

/// The places of a file that some edits change; a place between two bytes counts with the byte after it.
private struct TouchedBytes {
    private let count: Int
    private var flags: [Bool]

    init(count: Int) {
        self.count = count
        flags = Array(repeating: false, count: count + 1)
    }

    /// Takes up edits that change nothing that was taken up before; false where they do, or lie outside the file.
    mutating func add(_ edits: [TextEdit]) -> Bool {
        guard !edits.isEmpty else { return false }
        for edit in edits {
            guard edit.range.lowerBound >= 0, edit.range.upperBound <= count else { return false }
            if places(of: edit).contains(where: { flags[$0] }) { return false }
        }
        for edit in edits {
            for place in places(of: edit) { flags[place] = true }
        }
        return true
    }

    private func places(of edit: TextEdit) -> ClosedRange<Int> {
        edit.range.lowerBound...max(edit.range.lowerBound, edit.range.upperBound - 1)
    }
}
