import Accounts
public import MountMaps
public import SourceText

/// The homes that a generated file lists one by one, between the markers of autohome.
public struct ListedHomes: Sendable, Hashable {
    /// The names in all managed files.
    ///
    /// A home keeps its line even after its account was removed from LDAP.
    static func names(in texts: [ManagedFile: [UInt8]], settings: SiteSettings) -> Set<String> {
        texts.reduce(into: []) { names, file in
            let text = SourceFile(name: file.key.path(in: settings), bytes: file.value)
            names.formUnion(ListedHomes(in: file.key, text, settings: settings).names)
        }
    }

    /// Their names; empty if the layout does not list homes in this file.
    public let names: Set<String>

    /// Reads the names from a file.
    ///
    /// Ignores lines whose name breaks the rules for names, and the whole file if its markers are broken.
    ///
    /// - Parameters:
    ///   - file: which file.
    ///   - text: its text.
    ///   - settings: the layout, and where the homes are.
    public init(in file: ManagedFile, _ text: SourceFile, settings: SiteSettings) {
        guard file.listsHomes(by: settings) else {
            names = []
            return
        }
        let found: [[UInt8]]
        switch file {
        case .exports: found = Self.exported(in: ExportsDocument(text), below: settings.homes.root)
        case .autoHome: found = Self.mapped(in: AutomountMapDocument(text))
        case .autoMaster: found = []
        }
        let texts = found.compactMap { String(validating: $0, as: UTF8.self) }
        names = Set(texts.filter { NameRule.objection(to: $0) == nil })
    }

    private static func exported(in document: ExportsDocument, below root: String) -> [[UInt8]] {
        let prefix = Array((root + "/").utf8)
        let paths = ((try? document.ownedEntries()) ?? []).map { Array(document.bytes(of: $0.path)) }
        return paths.filter { $0.starts(with: prefix) }.map { Array($0.dropFirst(prefix.count)) }
    }

    private static func mapped(in document: AutomountMapDocument) -> [[UInt8]] {
        guard let block = try? OwnedBlock(in: document.file) else { return [] }
        return document.entries.filter { block.content.contains($0.range.lowerBound) }
            .compactMap { document.name(of: $0) }
    }
}
