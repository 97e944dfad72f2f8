import SiteCheck
import SourceText
import SystemFiles
import SystemPackage

/// A text to check, and the file that it comes from.
struct CheckedFile {
    /// The location of a file: a root, and a path below it.
    private struct Place {
        let root: RootDirectory
        let path: FilePath
    }

    let text: CheckedText
    /// Where a changed text is written; nil for standard input.
    private let place: Place?
    /// The identity of the file, the same for all its names; nil if the command line did not name the file.
    let identity: FileIdentity?

    /// The name of the file in messages.
    var name: String { text.file.name }

    /// Makes a checked file from a text that was read below a root.
    init(_ text: CheckedText, below root: RootDirectory) {
        self.text = text
        place = Place(root: root, path: FilePath(text.file.name))
        identity = nil
    }

    /// Makes a checked file from a text that has no file.
    init(_ text: CheckedText) {
        self.text = text
        place = nil
        identity = nil
    }

    /// Reads a file that the command line names.
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

    /// Replaces the text of the file atomically.
    ///
    /// - Throws: `FileError` if the file cannot be written, or was changed since it was read.
    func replace(with new: CheckedText) throws {
        guard let place else { return }
        try place.root.replace(place.path, with: new.file.bytes, expecting: .bytes(text.file.bytes))
    }
}

/// A file before and after its safe fixes, or before and after it was formatted.
struct RevisedFile {
    let original: CheckedFile
    let revised: CheckedText

    /// The name of the file in messages.
    var name: String { original.name }

    var isChanged: Bool { original.text.file != revised.file }

    /// The change as a unified diff; empty if nothing changes.
    var diff: String {
        UnifiedDiff(from: original.text.file.bytes, to: revised.file.bytes).text(oldName: name, newName: name)
    }

    /// Writes the file if it is changed.
    func write() throws {
        if isChanged { try original.replace(with: revised) }
    }
}
