import SourceText

extension SourceFile {
    /// The whole lines that contain a range, with the LF of the last one.
    func wholeLines(_ range: Range<Int>) -> Range<Int> {
        let start = bytes[..<range.lowerBound].lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
        let end = bytes[range.upperBound...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? bytes.count
        return start..<end
    }

    /// Returns the file with a line added at its end; with `keepsCRLF`, it gets the line ending of the last line.
    func appending(line: some Collection<UInt8>, keepsCRLF: Bool) -> SourceFile {
        let isCRLF = keepsCRLF && bytes.suffix(2).elementsEqual([.carriageReturn, .lineFeed])
        let lineEnd: [UInt8] = isCRLF ? [.carriageReturn, .lineFeed] : [.lineFeed]
        let isEnded = bytes.last.map { $0 == .lineFeed } ?? true
        return SourceFile(name: name, bytes: bytes + (isEnded ? [] : [.lineFeed]) + line + lineEnd)
    }

    /// Makes an error about a place that a person has to fix first.
    func obstruction(at offset: Int, _ what: String) -> FileEditError {
        let line = LineTable(bytes).position(of: offset).line
        return FileEditError(.obstructed, "\(printable(name)):\(line): \(what)", line: line)
    }

    /// Rejects edits of lines in autohome's block.
    func refuseOwned(_ range: Range<Int>) throws(FileEditError) {
        let block: OwnedBlock?
        do {
            block = try OwnedBlock(in: self)
        } catch {
            throw FileEditError(error)
        }
        guard let block, block.range.overlaps(range) else { return }
        let line = LineTable(bytes).position(of: range.lowerBound).line
        throw FileEditError(
            .conflict,
            "\(printable(name)):\(line): autohome manages this line and would write it again. Change the configuration instead.",
            line: line
        )
    }
}
