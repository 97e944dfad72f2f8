import MountMaps
public import SourceText

extension ExportsSurvey {
    /// Checks each table, by its text and by the effective exports of all tables on the machine.
    ///
    /// - Parameter limit: The largest total number of findings.
    /// - Returns: A report for each table, in order.
    public func reports(limit: Int) -> [Report] {
        var room = limit
        let byMachine = table.diagnostics(limit: limit)
        return zip(table.documents, byMachine).map { document, found in
            let diagnostics = (found + document.diagnostics(limit: max(room, 1))).prefix(max(room, 0))
            room -= diagnostics.count
            let inOrder = diagnostics.enumerated().sorted {
                ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
            }
            return Report(file: document.source, diagnostics: inOrder.map(\.element))
        }
    }
}
