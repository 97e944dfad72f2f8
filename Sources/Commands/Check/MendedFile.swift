internal import SourceText

/// A file before and after its safe fixes, or before and after it was formatted.
struct MendedFile {
    // A fix can only uncover another finding; a handful of rounds is more than any file needs.
    private static let rounds = 8

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
        for _ in 0..<Self.rounds {
            let (text, count) = mended.text.mended(report(mended).diagnostics)
            guard count > 0 else { break }
            mended = mended.with(text)
        }
        self.mended = mended
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
