internal import Accounts
public import MountMaps
public import SourceText

extension FileGenerator {
    /// The names of the homes that have lines of their own between autohome's markers.
    ///
    /// - Parameters:
    ///   - file: which file.
    ///   - text: its text; broken markers own nothing.
    /// - Returns: the names, as far as they are names of homes; none where the layout lists no homes there.
    public func homes(listedIn file: ManagedFile, _ text: SourceFile) -> Set<String> {
        guard file.listsHomes(by: settings) else { return [] }
        let names: [[UInt8]]
        switch file {
        case .exports: names = exported(in: ExportsDocument(text))
        case .autoHome: names = mapped(in: AutomountMapDocument(text))
        case .autoMaster: names = []
        }
        let texts = names.compactMap { String(validating: $0, as: UTF8.self) }
        return Set(texts.filter { NameRule.objection(to: $0) == nil })
    }

    private func exported(in document: ExportsDocument) -> [[UInt8]] {
        let prefix = Array((settings.homes.root + "/").utf8)
        let paths = ((try? document.ownedEntries()) ?? []).map { Array(document.bytes(of: $0.path)) }
        return paths.filter { $0.starts(with: prefix) }.map { Array($0.dropFirst(prefix.count)) }
    }

    private func mapped(in document: AutomountMapDocument) -> [[UInt8]] {
        guard let block = try? OwnedBlock(in: document.file) else { return [] }
        return document.entries.filter { block.content.contains($0.range.lowerBound) }
            .compactMap { document.name(of: $0) }
    }
}
