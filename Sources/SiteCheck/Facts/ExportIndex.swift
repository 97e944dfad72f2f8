import HostFiles
import MountMaps
import SourceText

/// The exports by path, to find the one that covers a path on the server.
struct ExportIndex {
    private var byPath: [[UInt8]: [ExportsTable.Export]] = [:]
    private let paths: [[UInt8]]
    private let longest: Int
    /// The NFSv4 root: the path with `fsid=0`.
    let root: [UInt8]?

    init(_ table: ExportsTable) {
        for export in table.exports { byPath[export.path, default: []].append(export) }
        paths = byPath.keys.sorted { $0.lexicographicallyPrecedes($1) }
        longest = paths.reduce(1) { max($0, $1.count) }
        root = table.exports.first { $0.options.flags.contains(.fsid) && $0.options.fsid == 0 }?.path
    }

    var isEmpty: Bool { paths.isEmpty }

    /// Returns the exports of a path, or of the nearest directory above it that is exported.
    func covering(_ path: [UInt8]) -> [ExportsTable.Export] {
        for ancestor in PathAncestors(path, longest: longest) {
            if let exports = byPath[ancestor] { return exports }
        }
        return []
    }

    /// Returns the exports that may serve a location: those that cover it, else those of paths that begin with it.
    func serving(_ location: MapLocations.Location) -> [ExportsTable.Export] {
        let covering = covering(location.directory)
        if !covering.isEmpty { return covering }
        if let root, case let inside = self.covering(Self.path(location.directory, below: root)),
            !inside.isEmpty
        {
            return inside
        }
        guard location.isCompleted else { return [] }
        return completing(location.path)
            + (root.map { completing(Self.path(location.path, below: $0)) } ?? [])
    }

    /// Converts a path that an NFSv4 client sees into the path on the server.
    static func path(_ path: [UInt8], below root: [UInt8]) -> [UInt8] {
        root == [.slash] ? path : root + path
    }

    /// The exports of paths that begin with a text; a few of them are enough.
    private func completing(_ prefix: [UInt8]) -> [ExportsTable.Export] {
        let start = paths.position(bySearching: { !$0.lexicographicallyPrecedes(prefix) })
        return paths[start...].prefix { $0.starts(with: prefix) }.prefix(64).flatMap { byPath[$0] ?? [] }
    }
}

extension Site {
    /// The table of an export, and its place in it.
    func place(of export: ExportsTable.Export) -> (
        document: ExportsDocument, path: ExportWord, client: Range<Int>
    ) {
        let document = exports.documents[export.place.document]
        let entry = document.entries[export.place.entry]
        let word = entry.items[export.place.item].word
        return (document, entry.path, word.range.isEmpty ? entry.path.range : word.range)
    }
}
