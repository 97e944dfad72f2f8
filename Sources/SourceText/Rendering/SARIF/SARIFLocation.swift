/// The location of a finding.
struct SARIFLocation: Sendable, Encodable {
    let physicalLocation: SARIFPhysicalLocation
}

/// A part of a file.
struct SARIFPhysicalLocation: Sendable, Encodable {
    let artifactLocation: SARIFArtifactLocation
    let region: SARIFRegion
}

/// A file, or the base directory of file names.
struct SARIFArtifactLocation: Sendable, Encodable {
    let uri: String
    var uriBaseId: String?
    var index: Int?
}

/// A checked file.
struct SARIFArtifact: Sendable, Encodable {
    let location: SARIFArtifactLocation
    let length: Int
    let roles = ["analysisTarget"]
}

/// A range of text; the end column is the one after the last character.
struct SARIFRegion: Sendable, Encodable {
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int
    let byteOffset: Int
    let byteLength: Int
}

/// The regions of all findings of a file and of their fixes.
///
/// All offsets are converted in one pass over the file, so that many findings on a long line cost no more than one.
struct SARIFRegions: Sendable {
    private let places: [Int: SourcePosition]
    private let length: Int

    init(of diagnostics: [Diagnostic], in file: SourceFile) {
        var offsets: Set<Int> = []
        length = file.bytes.count
        for diagnostic in diagnostics {
            for range in [diagnostic.range] + diagnostic.fixes.flatMap({ $0.edits.map(\.range) }) {
                let range = range.clamped(to: 0..<length)
                offsets.formUnion([range.lowerBound, range.upperBound])
            }
        }
        places = Self.places(of: offsets.sorted(), in: file.bytes)
    }

    func region(of range: Range<Int>) -> SARIFRegion {
        let range = range.clamped(to: 0..<length)
        let start = places[range.lowerBound] ?? SourcePosition(line: 1, column: 1)
        let end = places[range.upperBound] ?? start
        return SARIFRegion(
            startLine: start.line,
            startColumn: start.column,
            endLine: end.line,
            endColumn: end.column,
            byteOffset: range.lowerBound,
            byteLength: range.count
        )
    }

    private static func places(of offsets: [Int], in bytes: [UInt8]) -> [Int: SourcePosition] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var result: [Int: SourcePosition] = [:]
        var cursor = bytes.starts(with: mark) ? mark.count : 0
        var line = 1
        var column = 1
        for offset in offsets {
            let end = boundary(at: offset, bytes)
            while cursor < end {
                let lineFeed = bytes[cursor..<end].firstIndex(of: UInt8(ascii: "\n"))
                if let lineFeed {
                    cursor = lineFeed + 1
                    line += 1
                    column = 1
                } else {
                    column += String(decoding: bytes[cursor..<end], as: UTF8.self).unicodeScalars.count
                    cursor = end
                }
            }
            result[offset] = SourcePosition(line: line, column: column)
        }
        return result
    }

    /// The offset, moved back to the start of the character if it is inside one.
    private static func boundary(at offset: Int, _ bytes: [UInt8]) -> Int {
        guard offset < bytes.count, bytes[offset] & 0xC0 == 0x80 else { return offset }
        let start = (max(0, offset - 3)..<offset).last { bytes[$0] & 0xC0 != 0x80 }
        guard let start, bytes[start] >= 0xC2 else { return offset }
        return start
    }
}
