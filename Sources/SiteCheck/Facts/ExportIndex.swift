import HostFiles
import MountMaps
import SourceText

/// The exports by path, to tell which of them a path on the server falls under.
struct ExportIndex {
    private var byPath: [[UInt8]: [ExportsTable.Export]] = [:]
    private let paths: [[UInt8]]
    private let longest: Int
    /// The path that `fsid=0` makes the root of NFSv4.
    let root: [UInt8]?

    init(_ table: ExportsTable) {
        for export in table.exports { byPath[export.path, default: []].append(export) }
        paths = byPath.keys.sorted { $0.lexicographicallyPrecedes($1) }
        longest = paths.reduce(1) { max($0, $1.count) }
        root = table.exports.first { $0.options.flags.contains(.fsid) && $0.options.fsid == 0 }?.path
    }

    var isEmpty: Bool { paths.isEmpty }

    /// The exports of a path, or of the nearest directory above it that has any.
    func covering(_ path: [UInt8]) -> [ExportsTable.Export] {
        for ancestor in PathAncestors(path, longest: longest) {
            if let exports = byPath[ancestor] { return exports }
        }
        return []
    }

    /// What a location may be served by: what covers it, else the exports of paths that complete it.
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

    /// A path that an NFSv4 client sees, as the server sees it.
    static func path(_ path: [UInt8], below root: [UInt8]) -> [UInt8] {
        root == [.slash] ? path : root + path
    }

    /// The exports of paths that begin with a text; a handful is as good as all.
    private func completing(_ prefix: [UInt8]) -> [ExportsTable.Export] {
        let start = paths.position(bySearching: { !$0.lexicographicallyPrecedes(prefix) })
        return paths[start...].prefix { $0.starts(with: prefix) }.prefix(64).flatMap { byPath[$0] ?? [] }
    }
}

extension Site {
    /// The table and the place in it of an export.
    func place(of export: ExportsTable.Export) -> (
        document: ExportsDocument, path: ExportWord, client: Range<Int>
    ) {
        let document = exports.documents[export.place.document]
        let entry = document.entries[export.place.entry]
        let word = entry.items[export.place.item].word
        return (document, entry.path, word.range.isEmpty ? entry.path.range : word.range)
    }
}
