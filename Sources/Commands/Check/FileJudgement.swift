internal import MountMaps
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
    mutating func add(_ diagnostics: [Diagnostic], by rules: [Rule]) {
        report = Report(file: report.file, diagnostics: report.diagnostics + diagnostics)
        examined.formUnion(rules.map(\.code))
    }
}

extension CheckedFile {
    /// What is found in the text of the file, by itself, where exports are read by a version of nfs-utils.
    func judged(nfsUtils: String) -> FileJudgement {
        switch kind {
        case .exports:
            let document = ExportsDocument(text)
            return FileJudgement(
                report: Report(file: text, diagnostics: document.diagnostics(nfsUtils: nfsUtils)),
                comments: document.writtenComments,
                examined: Set(ExportsRules.ofText.map(\.code))
            )
        case .masterMap:
            let document = MasterMapDocument(text)
            return FileJudgement(
                report: Report(file: text, diagnostics: document.diagnostics()),
                comments: document.comments,
                examined: Set(MasterMapRules.all.map(\.code))
            )
        case .map(let use, let inheritedOptions):
            let document = AutomountMapDocument(text)
            let isDirect =
                document.entries.first.map { document.key(of: $0).first == UInt8(ascii: "/") } ?? false
            let diagnostics = document.diagnostics(
                use: use ?? (isDirect ? .direct : .indirect),
                inheritedOptions: inheritedOptions
            )
            return FileJudgement(
                report: Report(file: text, diagnostics: diagnostics),
                comments: document.comments,
                examined: Set(AutomountMapRules.all.map(\.code))
            )
        }
    }
}
