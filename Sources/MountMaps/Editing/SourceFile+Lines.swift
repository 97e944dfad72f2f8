import SourceText

extension SourceFile {
    /// The whole lines that hold a range, with the LF of the last.
    func wholeLines(_ range: Range<Int>) -> Range<Int> {
        let start = bytes[..<range.lowerBound].lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
        let end = bytes[range.upperBound...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? bytes.count
        return start..<end
    }

    /// The file with a line added at its end, its line end like that of the last line where `keepsCRLF`.
    func appending(line: some Collection<UInt8>, keepsCRLF: Bool) -> SourceFile {
        let isCRLF = keepsCRLF && bytes.suffix(2).elementsEqual([.carriageReturn, .lineFeed])
        let lineEnd: [UInt8] = isCRLF ? [.carriageReturn, .lineFeed] : [.lineFeed]
        let isEnded = bytes.last.map { $0 == .lineFeed } ?? true
        return SourceFile(name: name, bytes: bytes + (isEnded ? [] : [.lineFeed]) + line + lineEnd)
    }

    /// Why an edit cannot be made at a place that a person has to mend first.
    func obstruction(at offset: Int, _ what: String) -> FileEditError {
        let line = LineTable(bytes).position(of: offset).line
        return FileEditError(.obstructed, "\(printable(name)):\(line): \(what)", line: line)
    }

    /// Keeps the lines that autohome owns from being edited one by one.
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
            "\(printable(name)):\(line): autohome wrote this line and would write it again. Change the configuration.",
            line: line
        )
    }
}
