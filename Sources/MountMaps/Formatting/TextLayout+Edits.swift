import SourceText

extension TextLayout {
    /// A wider word does not widen its column.
    private static let widestColumn = 60
    private static let columnCount = 4

    /// Returns the edits that align the rows of each block, separate blocks by one empty line, start every line in the
    /// first column, remove trailing blanks and end the file with a line feed.
    func edits() -> [TextEdit] {
        guard let first = items.first else { return [] }
        var edits: [TextEdit] = []
        let head = 0..<first.range.lowerBound
        if first.isTouchable, blankLines(head) != nil { replace(head, with: [], in: &edits) }
        var block = 0
        while block < items.count {
            let end = endOfBlock(from: block)
            let starts = columnStarts(of: block..<end)
            for index in block..<end {
                if case .row(let row) = items[index].kind { align(row, starts, in: &edits) }
                endLine(after: index, in: &edits)
            }
            block = end
        }
        return edits
    }

    /// The index of the first item after an empty line.
    private func endOfBlock(from start: Int) -> Int {
        var index = start + 1
        while index < items.count {
            let lines = blankLines(items[index - 1].range.upperBound..<items[index].range.lowerBound)
            if let lines, lines > 0 { break }
            index += 1
        }
        return index
    }

    private func columnStarts(of block: Range<Int>) -> [Int] {
        var widths = Array(repeating: 0, count: Self.columnCount)
        for item in items[block] {
            if case .row(let row) = item.kind { measure(row, into: &widths) }
        }
        var starts = [0]
        for width in widths.dropLast() {
            starts.append(starts[starts.count - 1] + (width > 0 ? width + 1 : 0))
        }
        return starts
    }

    /// Updates the column widths with the cells of a row that are followed by another cell on the same line.
    private func measure(_ row: Range<Int>, into widths: inout [Int]) {
        var column = 0
        var width = 0
        for index in row {
            let word = words[index]
            if index > row.lowerBound {
                guard gap(words[index - 1].range.upperBound..<word.range.lowerBound) == .blanks else {
                    return
                }
                if let next = word.column {
                    if width <= Self.widestColumn { widths[column] = max(widths[column], width) }
                    (column, width) = (next, 0)
                } else {
                    width += 1
                }
            }
            guard !bytes[word.range].contains(.lineFeed) else { return }
            width += self.width(word.range)
        }
    }

    private func align(_ row: Range<Int>, _ starts: [Int], in edits: inout [TextEdit]) {
        var position = 0
        for index in row {
            let word = words[index]
            if index > row.lowerBound {
                let range = words[index - 1].range.upperBound..<word.range.lowerBound
                if gap(range) == .continuation {
                    position = starts[1]
                    replace(range, with: Array(" \\\n".utf8), blanks: position, in: &edits)
                } else {
                    let padding = word.column.map { max(1, starts[$0] - position) } ?? 1
                    position += padding
                    replace(range, with: [], blanks: padding, in: &edits)
                }
            }
            if let lineFeed = bytes[word.range].lastIndex(of: .lineFeed) {
                position = width((lineFeed + 1)..<word.range.upperBound)
            } else {
                position += width(word.range)
            }
        }
    }

    private func endLine(after index: Int, in edits: inout [TextEdit]) {
        guard items[index].isTouchable else { return }
        let start = items[index].range.upperBound
        guard index + 1 < items.count else {
            guard blankLines(start..<bytes.count) != nil, bytes[start - 1] != .backslash else { return }
            replace(start..<bytes.count, with: [.lineFeed], in: &edits)
            return
        }
        let range = start..<items[index + 1].range.lowerBound
        guard items[index + 1].isTouchable, let lines = blankLines(range), lines >= 0 else { return }
        replace(range, with: lines > 0 ? [.lineFeed, .lineFeed] : [.lineFeed], in: &edits)
    }

    private func replace(
        _ range: Range<Int>,
        with text: [UInt8],
        blanks: Int = 0,
        in edits: inout [TextEdit]
    ) {
        let replacement = text + Array(repeating: .blank, count: blanks)
        if !bytes[range].elementsEqual(replacement) {
            edits.append(TextEdit(range, replacement: replacement))
        }
    }
}
