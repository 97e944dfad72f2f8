internal import MountMaps
internal import SourceText

extension MendedFile {
    /// Gives a file its form; nothing is written.
    init(formatting file: CheckedFile) {
        let edits =
            switch file.kind {
            case .exports: ExportsDocument(file.text).formatting()
            case .masterMap: MasterMapDocument(file.text).formatting()
            case .map: AutomountMapDocument(file.text).formatting()
            }
        original = file
        mended = edits.isEmpty ? file : file.with(file.text.applying(edits).file)
    }
}
