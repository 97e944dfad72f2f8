internal import MountMaps
internal import SiteCheck
internal import SourceText

/// What was found in a file, before anybody said what matters.
struct FileJudgement {
    /// Everything that was found.
    var report: Report
    /// The comments of the file, each from `#` to the end of its line.
    let comments: [Range<Int>]
    /// The codes of the rules that were looked at.
    var examined: Set<String>

    /// Adds what was found by rules that see more than this file.
    mutating func add(_ diagnostics: [Diagnostic], examined codes: Set<String>) {
        report = Report(file: report.file, diagnostics: report.diagnostics + diagnostics)
        examined.formUnion(codes)
    }
}

extension CheckedFile {
    /// What is found in the text of the file, by itself.
    ///
    /// - Parameters:
    ///   - nfsUtils: The version of nfs-utils that reads exports.
    ///   - limit: How many findings are looked at.
    /// - Returns: What was found, and in which comments it may be silenced.
    func judged(nfsUtils: String, limit: Int = FindingList.limit) -> FileJudgement {
        switch document {
        case .exports(let document):
            return FileJudgement(
                report: Report(
                    file: text,
                    diagnostics: document.diagnostics(limit: limit, nfsUtils: nfsUtils)
                ),
                comments: document.writtenComments,
                examined: Set(ExportsRules.ofText.map(\.code))
            )
        case .masterMap(let document):
            return FileJudgement(
                report: Report(file: text, diagnostics: document.diagnostics(limit: limit)),
                comments: document.comments,
                examined: Set(MasterMapRules.all.map(\.code))
            )
        case .map(let document):
            return FileJudgement(
                report: Report(file: text, diagnostics: diagnostics(of: document, limit) + diagnosticsOfMode),
                comments: document.comments,
                examined: Set(AutomountMapRules.all.map(\.code))
            )
        }
    }

    private func diagnostics(of map: AutomountMapDocument, _ limit: Int) -> [Diagnostic] {
        guard case .map(let use, let inheritedOptions) = kind else { return [] }
        let isDirect = map.entries.first.map { map.key(of: $0).first == UInt8(ascii: "/") } ?? false
        return map.diagnostics(
            use: use ?? (isDirect ? .direct : .indirect),
            inheritedOptions: inheritedOptions,
            limit: limit
        )
    }

    private var diagnosticsOfMode: [Diagnostic] {
        mode.map { MapModeRules.findings(about: text, mode: $0) } ?? []
    }
}
