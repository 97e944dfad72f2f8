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
    /// What is known of the lines that lead to a map; nil where the file is checked by itself.
    let surroundings: MapSurroundings?
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

    init(
        _ kind: Kind,
        _ file: SourceFile,
        mode: UInt16? = nil,
        surroundings: MapSurroundings? = nil,
        document: Document?
    ) {
        self.kind = kind
        self.file = file
        self.mode = mode
        self.surroundings = surroundings
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
        guard file != self.file else { return self }
        return CheckedText(kind, file, mode: mode, surroundings: surroundings, document: nil)
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
        withFixLoop(nfsUtils, report) { with($0.fixed(file)) }
    }

    /// What is found in the text by itself, with no fix that ``fixed(nfsUtils:report:)`` would leave undone, because it
    /// would bring an error up.
    ///
    /// - Parameters:
    ///   - nfsUtils: The version of nfs-utils that reads exports.
    ///   - report: What of the findings is shown: what is silenced is not fixed.
    /// - Returns: What was found, and in which comments it may be silenced.
    public func findingsWithKeptPromises(
        nfsUtils: String,
        report: (FileFindings) -> Report
    ) -> FileFindings {
        let found = findings(nfsUtils: nfsUtils)
        guard report(found).diagnostics.contains(where: { !$0.fixes.isEmpty }) else { return found }
        let refused = withFixLoop(nfsUtils, report) { $0.refused(in: file) }
        return refused.isEmpty ? found : found.withoutFixes(of: refused)
    }

    private func withFixLoop<Result>(
        _ nfsUtils: String,
        _ report: (FileFindings) -> Report,
        _ body: (FixLoop) -> Result
    ) -> Result {
        withoutActuallyEscaping(report) { report in
            body(FixLoop { report(with($0).findings(nfsUtils: nfsUtils, limit: FixLoop.findingLimit)) })
        }
    }
}
