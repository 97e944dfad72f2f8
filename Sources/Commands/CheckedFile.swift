internal import ArgumentParser
internal import MountMaps
internal import SourceText
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

    init(kind: Kind, text: SourceFile) {
        self.kind = kind
        self.text = text
    }

    /// Reads a file of the command line; its name tells what it is.
    init(named name: String) throws {
        guard let kind = Self.kind(ofName: FilePath(name).lastComponent?.string ?? "") else {
            throw ValidationError(
                "cannot tell what \(printable(name)) is: it should be called exports or *.exports, auto.master or "
                    + "*.autofs, or auto.*"
            )
        }
        self.kind = kind
        text = SourceFile(name: name, bytes: try ArgumentPath(name).requiredContents())
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
