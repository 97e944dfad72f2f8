import SourceText

/// Finds the comments of a map: lines that begin with `#` and do not continue the line above.
///
/// A `#` anywhere else, even after leading blanks, does not start a comment here; see autofs(5).
enum AutomountComments {
    static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: MapByte.newline) ?? bytes.count
            let isJoined = start > 1 && bytes[start - 2] == MapByte.backslash
            if end > start, bytes[start] == MapByte.hash, !isJoined { ranges.append(start..<end) }
            start = end + 1
        }
        return ranges
    }
}

extension AutomountMapDocument {
    /// The comments, each from `#` to the end of its line, in the order of the file.
    public var comments: [Range<Int>] { AutomountComments.ranges(in: file.bytes) }
}

extension MasterMapDocument {
    /// The comments, each from `#` to the end of its line, in the order of the file.
    public var comments: [Range<Int>] { AutomountComments.ranges(in: file.bytes) }
}
