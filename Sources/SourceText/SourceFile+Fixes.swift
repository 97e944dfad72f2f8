extension SourceFile {
    /// Returns the file after the first fix of each finding.
    ///
    /// A fix is applied completely or not at all. Fixes are applied in the order of the findings. A fix that overlaps
    /// an earlier one is skipped; checking the result again can bring it up again.
    ///
    /// - Parameter diagnostics: The findings; the fixes of earlier ones take precedence.
    /// - Returns: The file, and the number of findings that were fixed.
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

/// The positions of a file that are changed by edits; a position between two bytes belongs to the byte after it.
private struct TouchedBytes {
    private let count: Int
    private var flags: [Bool]

    init(count: Int) {
        self.count = count
        flags = Array(repeating: false, count: count + 1)
    }

    /// Adds edits that do not overlap earlier ones; returns false if they do, or if they are outside the file.
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
