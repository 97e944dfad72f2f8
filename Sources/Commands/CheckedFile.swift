internal import ArgumentParser
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

    let kind: Kind
    let text: SourceFile
    /// Below which root, and at which path there, the file is written when it is mended.
    private let root: RootDirectory
    private let path: FilePath

    init(kind: Kind, text: SourceFile, root: RootDirectory, path: FilePath) {
        self.kind = kind
        self.text = text
        self.root = root
        self.path = path
    }

    /// Reads a file of the command line; its name tells what it is.
    init(named name: String) throws {
        guard let kind = Self.kind(ofName: FilePath(name).lastComponent?.string ?? "") else {
            throw ValidationError(
                "cannot tell what \(printable(name)) is: it should be called exports or *.exports, auto.master or "
                    + "*.autofs, or auto.*"
            )
        }
        let path = try ArgumentPath(name)
        self.init(
            kind: kind,
            text: SourceFile(name: name, bytes: try path.requiredContents()),
            root: try RootDirectory(),
            path: path.absolute
        )
    }

    private static func kind(ofName name: String) -> Kind? {
        if name == "exports" || name.hasSuffix(".exports") { return .exports }
        if name == "auto.master" || name == "auto_master" || name.hasSuffix(".autofs") { return .masterMap }
        if name.hasPrefix("auto.") || name.hasPrefix("auto_") { return .map(use: nil, inheritedOptions: []) }
        return nil
    }
}

extension CheckedFile {
    /// What is found in the file.
    func report() -> Report {
        let diagnostics =
            switch kind {
            case .exports: ExportsDocument(text).diagnostics()
            case .masterMap: MasterMapDocument(text).diagnostics()
            case .map(let use, let options):
                Self.diagnostics(of: AutomountMapDocument(text), use: use, inheritedOptions: options)
            }
        return Report(file: text, diagnostics: diagnostics)
    }

    /// The file with every safe fix applied, until none is left.
    ///
    /// - Throws: `FileError` where it cannot be written, or was changed meanwhile.
    func fixed() throws -> CheckedFile {
        var mended = self
        // A fix can only uncover another finding; a handful of rounds is more than any file needs.
        for _ in 0..<8 {
            let edits = mended.report().diagnostics.compactMap(\.fixes.first).flatMap(\.edits)
            guard !edits.isEmpty else { break }
            mended = mended.with(mended.text.applying(edits).file)
        }
        if mended.text != text { try mended.write(inPlaceOf: text) }
        return mended
    }

    /// The same file with another text; nothing is written.
    func with(_ text: SourceFile) -> CheckedFile {
        CheckedFile(kind: kind, text: text, root: root, path: path)
    }

    /// Writes the file in the place of what it was before, at once and as a whole.
    ///
    /// - Throws: `FileError` where it cannot be written, or was changed meanwhile.
    func write(inPlaceOf old: SourceFile) throws {
        try root.replace(path, with: text.bytes, expecting: .bytes(old.bytes))
    }

    private static func diagnostics(
        of map: AutomountMapDocument,
        use: AutomountMapUse?,
        inheritedOptions: [String]
    ) -> [Diagnostic] {
        let isDirect = map.entries.first.map { map.key(of: $0).first == UInt8(ascii: "/") } ?? false
        return map.diagnostics(
            use: use ?? (isDirect ? .direct : .indirect),
            inheritedOptions: inheritedOptions
        )
    }
}
