import SourceText

/// The table that is being checked, and the findings so far.
final class ExportsCheck {
    let document: ExportsDocument
    /// Every entry, including those that exportfs never reads.
    let entries: [ExportEntry]
    /// Where exportfs of the configured version stops reading.
    let stops: [ReadingStop]
    let lines: LineTable
    /// The version of nfs-utils that will read the table.
    let nfsUtils: String
    /// The traits of each entry.
    let traits: [ExportEntryTraits]
    /// For each entry, the position of the first entry with the same path.
    let firstWithPath: [Int]
    /// For each entry that is the first with its path, the number of entries with that path.
    let countWithPath: [Int]
    let findings: FindingList

    init(_ document: ExportsDocument, limit: Int, nfsUtils: String = ExportsDocument.usualNFSUtils) {
        self.document = document
        self.nfsUtils = nfsUtils
        stops = document.stops.filter { !ForeignOptionRules.isKnown($0, in: document, to: nfsUtils) }
        findings = FindingList(limit: limit)
        entries = document.lostEntries.isEmpty ? document.entries : document.entries + document.lostEntries
        lines = LineTable(document.source.bytes)
        traits = entries.map(ExportEntryTraits.init)
        firstWithPath = Self.firstWithPath(entries, document)
        var counts = [Int](repeating: 0, count: entries.count)
        for first in firstWithPath { counts[first] += 1 }
        countWithPath = counts
    }

    private static func firstWithPath(_ entries: [ExportEntry], _ document: ExportsDocument) -> [Int] {
        var index = KeyIndex(capacity: entries.count)
        return entries.indices.map { position in
            let path = ExportPathText.compared(document.bytes(of: entries[position].path))
            let earlier = index.insert(position, key: path) {
                ExportPathText.compared(document.bytes(of: entries[$0].path)) == path
            }
            return earlier ?? position
        }
    }

    /// The findings in file order; the most severe ones if there are too many.
    func finished() -> [Diagnostic] {
        findings.finished(ExportsRules.more, end: document.source.bytes.count)
    }

    /// How many entries exportfs does not read because it stops here.
    func lostEntries(after stop: ReadingStop) -> Int {
        document.lostEntries.count { $0.range.lowerBound >= stop.word.upperBound }
    }

    /// The line of an offset, counted from 1.
    func line(_ offset: Int) -> Int { lines.position(of: offset).line }

    /// A word, safe to show in a message.
    func shown(_ word: ExportWord) -> String { printable(document.bytes(of: word), limit: 120) }

    /// Bytes of the file, safe to show in a message.
    func shown(_ range: Range<Int>) -> String { printable(document.source.bytes[range], limit: 120) }

    /// Whether the decoded word equals a text.
    func means(_ word: ExportWord, _ text: String) -> Bool {
        document.bytes(of: word).elementsEqual(text.utf8)
    }
}
