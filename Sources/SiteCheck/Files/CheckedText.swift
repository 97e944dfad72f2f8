public import MountMaps
public import SourceText

/// The text of a file to check, and its format.
public struct CheckedText: Sendable {
    /// The format of a file, and what is known about its use.
    public enum Kind: Sendable {
        /// An exports table, with the flags that may differ between flavors.
        case exports(perFlavor: ExportFlags)
        /// A master map.
        case masterMap
        /// A map, with the options that the master map gives to its entries; if the use is nil, its keys decide.
        case map(use: AutomountMapUse?, inheritedOptions: [String])
    }

    /// A parsed file.
    enum Document: Sendable {
        case exports(ExportsDocument)
        case masterMap(MasterMapDocument)
        case map(AutomountMapDocument)
    }

    /// The format.
    public let kind: Kind
    /// Its name and bytes.
    public let file: SourceFile
    /// Its permission bits, if they are to be checked; nil if the site checks them, or if there are none.
    let mode: UInt16?
    private let known: Document?

    /// Makes a text to check.
    ///
    /// - Parameters:
    ///   - kind: Its format.
    ///   - file: Its name and bytes.
    ///   - mode: The permission bits to check.
    public init(_ kind: Kind, _ file: SourceFile, mode: UInt16? = nil) {
        self.init(kind, file, mode: mode, document: nil)
    }

    init(_ kind: Kind, _ file: SourceFile, mode: UInt16? = nil, document: Document?) {
        self.kind = kind
        self.file = file
        self.mode = mode
        known = document
    }

    /// The parsed text.
    var document: Document {
        if let known { return known }
        switch kind {
        case .exports(let perFlavor): return .exports(ExportsDocument(file, perFlavor: perFlavor))
        case .masterMap: return .masterMap(MasterMapDocument(file))
        case .map: return .map(AutomountMapDocument(file))
        }
    }

    /// Returns the same file with another text.
    func with(_ file: SourceFile) -> CheckedText {
        file == self.file ? self : CheckedText(kind, file, mode: mode)
    }

    /// The text as formatted by `fmt`.
    public var formatted: CheckedText {
        let edits =
            switch kind {
            case .exports: ExportsDocument(file).formatting()
            case .masterMap: MasterMapDocument(file).formatting()
            case .map: AutomountMapDocument(file).formatting()
            }
        return edits.isEmpty ? self : with(file.applying(edits).file)
    }

    /// Returns the text after all safe fixes.
    ///
    /// - Parameters:
    ///   - nfsUtils: The version of nfs-utils that reads exports.
    ///   - report: Selects the findings that are shown; silenced findings are not fixed.
    /// - Returns: The same file with the new text, or unchanged.
    public func fixed(nfsUtils: String, report: (FileFindings) -> Report) -> CheckedText {
        withoutActuallyEscaping(report) { report in
            let loop = FixLoop { file in
                report(with(file).findings(nfsUtils: nfsUtils, limit: FixLoop.findingLimit))
            }
            return with(loop.fixed(file))
        }
    }
}
