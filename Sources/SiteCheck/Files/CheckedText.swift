public import MountMaps
public import SourceText

/// The text of a file that is checked, and as what.
public struct CheckedText: Sendable {
    /// What a file is, with what is known of its use.
    public enum Kind: Sendable {
        /// A table of exports, with what may differ between flavors.
        case exports(perFlavor: ExportFlags)
        /// A master map.
        case masterMap
        /// A map with the options that the master map gives to its entries; where its use is nil, its keys decide.
        case map(use: AutomountMapUse?, inheritedOptions: [String])
    }

    /// A file as its format reads it.
    enum Document: Sendable {
        case exports(ExportsDocument)
        case masterMap(MasterMapDocument)
        case map(AutomountMapDocument)
    }

    /// What the file is.
    public let kind: Kind
    /// Its name and bytes.
    public let file: SourceFile
    /// Its permission bits where they are checked too; nil where the site checks them, or there are none.
    let mode: UInt16?
    private let known: Document?

    /// Takes a text.
    ///
    /// - Parameters:
    ///   - kind: What it is.
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

    /// The text as its format reads it.
    var document: Document {
        if let known { return known }
        switch kind {
        case .exports(let perFlavor): return .exports(ExportsDocument(file, perFlavor: perFlavor))
        case .masterMap: return .masterMap(MasterMapDocument(file))
        case .map: return .map(AutomountMapDocument(file))
        }
    }

    /// The same file with another text.
    func with(_ file: SourceFile) -> CheckedText {
        file == self.file ? self : CheckedText(kind, file, mode: mode)
    }

    /// The text in the form that `fmt` gives it.
    public var formatted: CheckedText {
        let edits =
            switch kind {
            case .exports: ExportsDocument(file).formatting()
            case .masterMap: MasterMapDocument(file).formatting()
            case .map: AutomountMapDocument(file).formatting()
            }
        return edits.isEmpty ? self : with(file.applying(edits).file)
    }

    /// The text after its safe fixes.
    ///
    /// - Parameters:
    ///   - nfsUtils: The version of nfs-utils that reads exports.
    ///   - report: What of the findings is shown: what is silenced is not fixed.
    /// - Returns: The same file with another text, or as it was.
    public func fixed(nfsUtils: String, report: (FileFindings) -> Report) -> CheckedText {
        withoutActuallyEscaping(report) { report in
            let loop = FixLoop { file in
                report(with(file).findings(nfsUtils: nfsUtils, limit: FixLoop.findingLimit))
            }
            return with(loop.fixed(file))
        }
    }
}
