/// A run of bytes of a map: a range of the file, or of a side buffer if a continuation or a glued key splits the bytes
/// in the file.
struct TextRun: Sendable, Hashable {
    private(set) var lower = 0
    private(set) var upper = 0
    private(set) var isFolded = false

    var isEmpty: Bool { lower == upper }

    var count: Int { upper - lower }

    /// Appends the byte at an offset of the file.
    @inline(__always)
    mutating func append(_ offset: Int, of bytes: [UInt8], foldingInto folded: inout [UInt8]) {
        if isFolded {
            folded.append(bytes[offset])
            upper += 1
        } else if isEmpty {
            lower = offset
            upper = offset + 1
        } else if upper == offset {
            upper += 1
        } else {
            let start = folded.count
            folded += bytes[lower..<upper]
            folded.append(bytes[offset])
            lower = start
            upper = folded.count
            isFolded = true
        }
    }

    /// Appends the bytes up to an offset of the file; they must directly follow the run.
    @inline(__always)
    mutating func extend(to offset: Int) {
        upper = offset
    }

    func bytes(in source: [UInt8], folded: [UInt8]) -> ArraySlice<UInt8> {
        isFolded ? folded[lower..<upper] : source[lower..<upper]
    }
}
