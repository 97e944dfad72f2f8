import SourceText

/// A table under check, and what has been found in it so far.
final class ExportsCheck {
    static let manyFindings = Rule(
        code: "EXP000",
        name: "many-findings",
        severity: .note,
        summary: "There are more findings than are shown.",
        reason: "A report of many thousand lines helps nobody, and mostly one mistake is behind all of them.",
        cure: "Mend what is shown, and check again.",
        example: "/a *(rw)\n/a *(ro)\n",
        corrected: "/a a(ro,no_subtree_check)\n"
    )

    let document: ExportsDocument
    /// Every entry, those that exportfs never reads included.
    let entries: [ExportEntry]
    /// Where exportfs of the version at hand stops reading.
    let stops: [ReadingStop]
    let lines: LineTable
    /// The version of nfs-utils that will read the table.
    let nfsUtils: String
    /// For each entry what rules look for first.
    let traits: [ExportEntryTraits]
    /// For each entry the position of the first with the same path.
    let firstWithPath: [Int]
    /// For each entry that is the first with its path, how many there are.
    let countWithPath: [Int]
    private let limit: Int
    private var diagnostics: [Diagnostic] = []
    private var counts: [String: Int] = [:]

    init(_ document: ExportsDocument, limit: Int, nfsUtils: String = ExportsDocument.usualNFSUtils) {
        self.document = document
        self.nfsUtils = nfsUtils
        stops = document.stops.filter { !ForeignOptionRules.isKnown($0, in: document, to: nfsUtils) }
        self.limit = max(limit, 1)
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

    /// Adds a finding; beyond the limit of a rule it is only counted, and its text never made.
    func add(
        _ rule: Rule,
        at range: Range<Int>,
        severity: Severity? = nil,
        _ message: @autoclosure () -> String,
        help: @autoclosure () -> String? = nil,
        fix: @autoclosure () -> Fix? = nil
    ) {
        counts[rule.code, default: 0] += 1
        guard counts[rule.code, default: 0] <= limit else { return }
        diagnostics.append(
            Diagnostic(
                rule,
                at: range,
                severity: severity,
                message: message(),
                help: help(),
                fixes: fix().map { [$0] } ?? []
            )
        )
    }

    /// The findings in file order; where there are more than the limit, the worst of them and a note.
    func findings() -> [Diagnostic] {
        let total = counts.values.reduce(0, +)
        guard total > limit else { return inFileOrder(diagnostics) }
        let worst = inFileOrder(diagnostics).enumerated().sorted {
            ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
        }
        let end = document.source.bytes.count
        let note = Diagnostic(
            Self.manyFindings,
            at: end..<end,
            message: "\(total - limit) more findings are not shown."
        )
        return inFileOrder(worst.prefix(limit).map(\.element)) + [note]
    }

    private func inFileOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }.map(\.element)
    }

    /// How many entries exportfs does not read because it stops at a place.
    func lostEntries(after stop: ReadingStop) -> Int {
        document.lostEntries.count { $0.range.lowerBound >= stop.word.upperBound }
    }

    /// The line of an offset, from 1.
    func line(_ offset: Int) -> Int { lines.position(of: offset).line }

    /// A word as it may be shown in a message.
    func shown(_ word: ExportWord) -> String { printable(document.bytes(of: word), limit: 120) }

    /// Bytes of the file as they may be shown in a message.
    func shown(_ range: Range<Int>) -> String { printable(document.source.bytes[range], limit: 120) }

    /// Whether a word means exactly this text.
    func means(_ word: ExportWord, _ text: String) -> Bool {
        document.bytes(of: word).elementsEqual(text.utf8)
    }
}
