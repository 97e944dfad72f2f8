internal import MountMaps
internal import SourceText
internal import SystemFiles
internal import SystemPackage

/// A file that is checked, and as what.
struct CheckedFile {
    enum Kind {
        /// A table of exports, with what may differ between flavors.
        case exports(perFlavor: ExportFlags)
        case masterMap
        /// A map with the options that the master map gives to its entries; a use of nil is told by its keys.
        case map(use: AutomountMapUse?, inheritedOptions: [String])
    }

    /// A file as its format reads it.
    enum Document {
        case exports(ExportsDocument)
        case masterMap(MasterMapDocument)
        case map(AutomountMapDocument)
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
    /// The permission bits of a file that the command line names.
    let mode: UInt16?
    /// Which file it is, by whatever name; nil for what no name of the command line leads to.
    let identity: FileIdentity?
    private let known: Document?

    /// Takes a file that was read below a root already.
    init(kind: Kind, text: SourceFile, document: Document, root: RootDirectory) {
        self.init(kind, text, Place(root: root, path: FilePath(text.name)), document: document)
    }

    /// Takes a text that stands in no file.
    init(kind: Kind, text: SourceFile) {
        self.init(kind, text, nil)
    }

    /// Reads a file of the command line.
    init(named name: String, as kind: Kind) throws {
        let path = try ArgumentPath(name)
        let file = try path.requiredFile()
        self.init(
            kind,
            SourceFile(name: name, bytes: file.bytes),
            Place(root: try RootDirectory(), path: path.absolute),
            mode: UInt16(truncatingIfNeeded: file.status.permissions.rawValue),
            identity: file.status.identity
        )
    }

    private init(
        _ kind: Kind,
        _ text: SourceFile,
        _ place: Place?,
        mode: UInt16? = nil,
        identity: FileIdentity? = nil,
        document: Document? = nil
    ) {
        self.kind = kind
        self.text = text
        self.place = place
        self.mode = mode
        self.identity = identity
        known = document
    }

    /// The same file with another text; nothing is written.
    func with(_ text: SourceFile) -> CheckedFile {
        CheckedFile(kind, text, place, mode: mode, identity: identity)
    }

    /// The file as its format reads it.
    var document: Document {
        if let known { return known }
        switch kind {
        case .exports(let perFlavor): return .exports(ExportsDocument(text, perFlavor: perFlavor))
        case .masterMap: return .masterMap(MasterMapDocument(text))
        case .map: return .map(AutomountMapDocument(text))
        }
    }

    /// Writes the file in the place of what it was before, at once and as a whole.
    ///
    /// - Throws: `FileError` where it cannot be written, or was changed meanwhile.
    func write(inPlaceOf old: SourceFile) throws {
        guard let place else { return }
        try place.root.replace(place.path, with: text.bytes, expecting: .bytes(old.bytes))
    }
}
