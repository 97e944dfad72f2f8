import MountMaps
public import SourceText

extension CheckedText {
    /// Checks the text by itself.
    ///
    /// - Parameters:
    ///   - nfsUtils: The version of nfs-utils that reads exports.
    ///   - limit: The largest number of findings.
    /// - Returns: The findings, and the comments that can silence them.
    public func findings(nfsUtils: String, limit: Int = FindingList.limit) -> FileFindings {
        switch document {
        case .exports(let document):
            return FileFindings(
                report: Report(
                    file: file,
                    diagnostics: document.diagnostics(limit: limit, nfsUtils: nfsUtils)
                ),
                comments: document.writtenComments,
                examined: Set(ExportsRules.ofText.map(\.code))
            )
        case .masterMap(let document):
            return FileFindings(
                report: Report(file: file, diagnostics: document.diagnostics(limit: limit)),
                comments: document.comments,
                examined: Set(MasterMapRules.all.map(\.code))
            )
        case .map(let document):
            return FileFindings(
                report: Report(file: file, diagnostics: diagnostics(of: document, limit) + diagnosticsOfMode),
                comments: document.comments,
                examined: Set((AutomountMapRules.all + MapEntryRules.all).map(\.code))
            )
        }
    }

    private func diagnostics(of map: AutomountMapDocument, _ limit: Int) -> [Diagnostic] {
        guard case .map(let use, let inheritedOptions) = kind else { return [] }
        let isDirect = map.entries.first.map { map.key(of: $0).first == UInt8(ascii: "/") } ?? false
        let known: AutomountMapUse = use ?? (isDirect ? .direct : .indirect)
        return map.diagnostics(
            use: known,
            inheritedOptions: inheritedOptions,
            appendsOptions: surroundings?.appendsOptions ?? true,
            homes: surroundings?.homes ?? .unknown,
            judge: ResolverJudge(use: known, surroundings: surroundings),
            limit: limit
        )
    }

    private var diagnosticsOfMode: [Diagnostic] {
        mode.map { MapModeRules.findings(about: file, mode: $0) } ?? []
    }
}
