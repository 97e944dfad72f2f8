import SourceText

/// The exports as rpc.mountd of nfs-utils 2.6.2 reads them back from etab (`support/export/xtab.c: xtab_read`).
/// They can differ from the tables:
/// 1. `putexportent` does not escape a blank in a client or in `mountpoint=`, so that line of etab cannot be read back,
///    and reading may end there; cases prec-wild-space and opt-mp-space.
/// 2. Of `*` and a client without a name, only the first remains.
/// 3. Flavors take on the flags of the whole entry.
public struct ServedExports: Sendable {
    /// An export and its place in the tables.
    public struct Entry: Sendable, Hashable {
        /// The export as rpc.mountd reads it; its `place` refers to etab.
        public fileprivate(set) var export: ExportsTable.Export
        /// Its place in the tables.
        public let origin: ExportsTable.Place
    }

    /// The exports, in the order in which rpc.mountd prefers them for one path.
    public let entries: [Entry]
    /// Whether some entry has `fsid=0` and so replaces the pseudo root of NFSv4.
    let hasWrittenRoot: Bool
    private let byPath: [[UInt8]: [Int]]
    let paths: [[UInt8]]

    /// Reads back the etab that exportfs would write.
    ///
    /// - Parameters:
    ///   - table: The effective exports.
    ///   - perFlavor: The flags that may differ between flavors; there are more if the kernel has nfsd.
    ///   - environment: The machine.
    public init(
        _ table: ExportsTable,
        perFlavor: ExportFlags = .perFlavor,
        in environment: some ExportsEnvironment
    ) {
        let written = table.inEtabOrder
        var text: [UInt8] = []
        var starts: [Int] = []
        for export in written {
            starts.append(text.count)
            text += export.etabLine(perFlavor: perFlavor) + [.lineFeed]
        }
        let etab = ExportsDocument(SourceFile(name: "etab", bytes: text), perFlavor: perFlavor)
        let served = ExportsTable([etab], in: environment)
        hasWrittenRoot = served.exports.contains(where: \.isNFS4Root)
        var entries: [Entry] = []
        for export in served.exports {
            let offset = etab.entries[export.place.entry].path.range.lowerBound
            let line = starts.partitioningIndex { $0 > offset } - 1
            entries.append(Entry(export: export, origin: written[line].place))
        }
        entries = entries.enumerated().sorted {
            ($0.element.export.kind, $0.offset) < ($1.element.export.kind, $1.offset)
        }.map(\.element)
        var byPath: [[UInt8]: [Int]] = [:]
        for (index, entry) in entries.enumerated() { byPath[entry.export.path, default: []].append(index) }
        self.entries = entries
        self.byPath = byPath
        var seen: Set<[UInt8]> = []
        paths = (table.exports + served.exports).map(\.path).filter { seen.insert($0).inserted }
    }

    /// The exports of exactly one path, in the order in which rpc.mountd prefers them.
    func entries(of path: [UInt8]) -> [Entry] {
        byPath[path, default: []].map { entries[$0] }
    }
}

extension ExportsTable.Export {
    /// Whether it has `fsid=0`.
    fileprivate var isNFS4Root: Bool { options.flags.contains(.fsid) && options.fsid == 0 }
}

extension ServedExports.Entry {
    /// The entry for `/` if no entry has `fsid=0`: `support/export/v4root.c: v4root_set` gives an export of `/` without
    /// a number the number 0.
    var asPseudoRoot: Self {
        guard !export.options.flags.contains(.fsid) else { return self }
        var entry = self
        entry.export.options.set(.fsid, true, for: 0)
        entry.export.options.fsid = 0
        return entry
    }
}

extension Array {
    /// The first index of the second part, in an array whose elements of the second part all come last.
    fileprivate func partitioningIndex(_ isInSecondPart: (Element) -> Bool) -> Int {
        var range = startIndex..<endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range =
                isInSecondPart(self[middle])
                ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
        }
        return range.lowerBound
    }
}
