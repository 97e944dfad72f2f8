import AutomountResolver
import MountMaps
import SourceText

/// A name in a directory of drop-ins, and what it is.
struct DropIn: Sendable, Hashable {
    /// What a name is.
    enum Contents: Sendable, Hashable {
        /// A file with entries, or one that cannot be looked at.
        case entries
        /// A file without entries, such as a lock or a text for people.
        case nothing
        /// A directory, and whether it contains files with names that are read in drop-in directories.
        case directory(holdsDropIns: Bool)
    }

    let name: String
    let contents: Contents

    /// Looks at a name in a directory; the file is only read if its name alone does not decide.
    init(_ name: String, in directory: String, of family: Family, _ source: some SiteSource) {
        self.name = name
        let path = directory + "/" + name
        switch source.status(of: path)?.kind {
        case nil: contents = .entries
        case .other: contents = .nothing
        case .directory:
            let names = source.names(inDirectory: path) ?? []
            contents = .directory(holdsDropIns: names.contains(where: family.reads))
        case .file:
            guard family.isMisnamed(name), case .file(let bytes, _) = source.file(at: path) else {
                contents = .entries
                return
            }
            contents = Self.holdsEntry(bytes, family) ? .entries : .nothing
        }
    }

    private static func holdsEntry(_ bytes: [UInt8], _ family: Family) -> Bool {
        bytes.split(separator: .lineFeed).contains { line in
            let text = line.drop { $0 == .blank || $0 == .tab || $0 == .quote }
            return text.first.map(family.starts.contains) ?? false
        }
    }
}

extension DropIn {
    /// The drop-ins of one daemon.
    struct Family: Sendable {
        /// Whether the daemon reads a file with this name.
        let reads: @Sendable (String) -> Bool
        /// Whether a file with this name is not read, although it does not look like a left-over.
        let isMisnamed: @Sendable (String) -> Bool
        /// The bytes with which an entry begins.
        let starts: [UInt8]

        /// The exports tables of `/etc/exports.d`.
        static let exports = Family(
            reads: { ExportsDirectory.reads(Array($0.utf8)) },
            isMisnamed: { name in
                let name = Array(name.utf8)
                return !ExportsDirectory.reads(name) && ExportsDirectory.finding(about: name) != nil
            },
            starts: Array("/".utf8)
        )
        /// The master maps of a directory included by `+dir:`.
        static let masterMap = Family(
            reads: DropInRules.reads,
            isMisnamed: { !DropInRules.reads($0) && !DropInRules.isMeantToBeSkipped($0) },
            starts: Array("/+".utf8)
        )
    }
}
