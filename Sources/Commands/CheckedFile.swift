internal import MountMaps
internal import SourceText
internal import SystemFiles
internal import SystemPackage

/// A file that is checked, and as what.
struct CheckedFile {
    enum Kind {
        case exports
        case masterMap
        /// A map with the options that the master map gives to its entries; a use of nil is told by its keys.
        case map(use: AutomountMapUse?, inheritedOptions: [String])
    }

    /// Below which root, and at which path there, a file stands.
    private struct Place {
        let root: RootDirectory
        let path: FilePath
    }

    let kind: Kind
    let text: SourceFile
    /// Where the file is written when it is mended; nil for standard input.
    private let place: Place?

    init(kind: Kind, text: SourceFile, root: RootDirectory, path: FilePath) {
        self.init(kind, text, Place(root: root, path: path))
    }

    /// Takes a text that stands in no file.
    init(kind: Kind, text: SourceFile) {
        self.init(kind, text, nil)
    }

    /// Reads a file of the command line.
    init(named name: String, as kind: Kind) throws {
        let path = try ArgumentPath(name)
        self.init(
            kind: kind,
            text: SourceFile(name: name, bytes: try path.requiredContents()),
            root: try RootDirectory(),
            path: path.absolute
        )
    }

    private init(_ kind: Kind, _ text: SourceFile, _ place: Place?) {
        self.kind = kind
        self.text = text
        self.place = place
    }

    /// The same file with another text; nothing is written.
    func with(_ text: SourceFile) -> CheckedFile {
        CheckedFile(kind, text, place)
    }

    /// Writes the file in the place of what it was before, at once and as a whole.
    ///
    /// - Throws: `FileError` where it cannot be written, or was changed meanwhile.
    func write(inPlaceOf old: SourceFile) throws {
        guard let place else { return }
        try place.root.replace(place.path, with: text.bytes, expecting: .bytes(old.bytes))
    }
}
