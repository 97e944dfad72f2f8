internal import MountMaps
internal import SourceText

/// A file before and after it was given its form.
struct FormattedFile {
    let original: CheckedFile
    let formatted: CheckedFile

    /// Formats a file; nothing is written.
    init(_ file: CheckedFile) {
        original = file
        let edits =
            switch file.kind {
            case .exports: ExportsDocument(file.text).formatting()
            case .masterMap: MasterMapDocument(file.text).formatting()
            case .map: AutomountMapDocument(file.text).formatting()
            }
        formatted = edits.isEmpty ? file : file.with(file.text.applying(edits).file)
    }

    /// Whether the file was not in its form.
    var isChanged: Bool { original.text != formatted.text }

    /// What changes, as a unified diff; empty where nothing does.
    var diff: String {
        UnifiedDiff(from: original.text.bytes, to: formatted.text.bytes)
            .text(oldName: original.text.name, newName: original.text.name)
    }

    /// Writes what was changed.
    func write() throws {
        if isChanged { try formatted.write(inPlaceOf: original.text) }
    }
}
