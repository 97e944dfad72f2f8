import SiteCheck
import SourceText
import SystemFiles
import SystemPackage

/// A text that is checked, and its file.
struct CheckedFile {
    /// Below which root, and at which path there, a file stands.
    private struct Place {
        let root: RootDirectory
        let path: FilePath
    }

    let text: CheckedText
    /// Where the text is written when it changes; nil for standard input.
    private let place: Place?
    /// Which file it is, by whatever name; nil for what no name of the command line leads to.
    let identity: FileIdentity?

    /// The name by which messages call the file.
    var name: String { text.file.name }

    /// Takes a text that was read below a root.
    init(_ text: CheckedText, below root: RootDirectory) {
        self.text = text
        place = Place(root: root, path: FilePath(text.file.name))
        identity = nil
    }

    /// Takes a text without a file.
    init(_ text: CheckedText) {
        self.text = text
        place = nil
        identity = nil
    }

    /// Reads a file of the command line.
    init(named name: String, as kind: CheckedText.Kind) throws {
        let path = try ArgumentPath(name)
        let file = try path.requiredFile()
        text = CheckedText(
            kind,
            SourceFile(name: name, bytes: file.bytes),
            mode: UInt16(truncatingIfNeeded: file.status.permissions.rawValue)
        )
        place = Place(root: try RootDirectory(), path: path.absolute)
        identity = file.status.identity
    }

    /// Replaces the text in its file, at once and as a whole.
    ///
    /// - Throws: `FileError` where the file cannot be written, or was changed meanwhile.
    func replace(with new: CheckedText) throws {
        guard let place else { return }
        try place.root.replace(place.path, with: new.file.bytes, expecting: .bytes(text.file.bytes))
    }
}

/// A file before and after its safe fixes, or before and after it was formatted.
struct RevisedFile {
    let original: CheckedFile
    let revised: CheckedText

    /// The name by which messages call the file.
    var name: String { original.name }

    var isChanged: Bool { original.text.file != revised.file }

    /// What changes, as a unified diff; empty where nothing does.
    var diff: String {
        UnifiedDiff(from: original.text.file.bytes, to: revised.file.bytes).text(oldName: name, newName: name)
    }

    /// Writes what was changed.
    func write() throws {
        if isChanged { try original.replace(with: revised) }
    }
}
