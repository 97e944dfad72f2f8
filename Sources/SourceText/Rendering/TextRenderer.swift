/// Renders reports for people: the place, the message, the source line with a caret, and what to do.
///
///     /etc/exports:3:16: error: "host" gets only the defaults … [EXP003 space-before-options]
///       3 | /srv/home host (rw)
///         |                ^~~~
///       = help: remove the blank
public struct TextRenderer: Sendable {
    // A line may be as long as the file; only the part around the finding is shown.
    private static let widestExcerpt = 160

    private let style: TerminalStyle

    /// Makes a renderer for a terminal with or without colours.
    public init(style: TerminalStyle) {
        self.style = style
    }

    /// Returns the text of a report; empty if there are no findings.
    public func text(of report: Report) -> String {
        guard !report.diagnostics.isEmpty else { return "" }
        let table = LineTable(report.file.bytes)
        return report.diagnostics.map { text(of: $0, in: report.file, table) }.joined(separator: "\n")
    }

    private func text(of diagnostic: Diagnostic, in file: SourceFile, _ table: LineTable) -> String {
        let start = table.position(of: diagnostic.range.lowerBound)
        let label = style.paint(diagnostic.severity.rawValue, as: .severity(diagnostic.severity))
        let code = style.paint("[\(diagnostic.rule.code) \(diagnostic.rule.name)]", as: .faint)
        let place = "\(printable(file.name)):\(start.line):\(start.column)"
        let head = "\(place): \(label): \(diagnostic.message) \(code)\n"
        let gutter = String(repeating: " ", count: max(3, String(start.line).count + 2))
        return head + excerpt(of: diagnostic, in: file, table, at: start.line, gutter: gutter)
            + "\(gutter) = help: \(diagnostic.help)\n"
    }

    private func excerpt(
        of diagnostic: Diagnostic,
        in file: SourceFile,
        _ table: LineTable,
        at number: Int,
        gutter: String
    ) -> String {
        let line = table.range(ofLine: number)
        let start = min(diagnostic.range.lowerBound, line.upperBound)
        let first = max(line.lowerBound, start - Self.widestExcerpt / 2)
        let visible = first..<min(line.upperBound, first + Self.widestExcerpt)
        let marked = diagnostic.range.clamped(to: visible)
        let before = (first > line.lowerBound ? "…" : "") + cells(file.bytes[first..<marked.lowerBound])
        let middle = cells(file.bytes[marked])
        let after =
            cells(file.bytes[marked.upperBound..<visible.upperBound])
            + (visible.upperBound < line.upperBound ? "…" : "")
        let width = max(1, middle.count)
        let caret = style.paint(
            "^" + String(repeating: "~", count: width - 1),
            as: .severity(diagnostic.severity)
        )
        let indent = String(before.map { $0 == "\t" ? "\t" : " " })
        let label = String(repeating: " ", count: gutter.count - String(number).count) + "\(number)"
        return "\(label) | \(before)\(middle)\(after)\n\(gutter) | \(indent)\(caret)\n"
    }

    private func cells(_ bytes: ArraySlice<UInt8>) -> String {
        printable(bytes, tabs: true)
    }
}
