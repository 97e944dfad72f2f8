/// Recognises text in UTF-16, which automount reads as bytes, with a NUL beside each letter.
enum WideText {
    /// Returns the bytes that show that a file is UTF-16: its byte order mark, or its first letter; nil if it is not.
    static func sign(in bytes: [UInt8]) -> Range<Int>? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return 0..<2 }
        // Without a mark, the NUL beside each of the first letters shows it.
        let start = bytes.prefix(8)
        guard start.count == 8 else { return nil }
        let isWide = [0, 1].contains { parity in
            start.indices.allSatisfy { (start[$0] == 0) == ($0 % 2 == parity) }
        }
        return isWide ? 0..<2 : nil
    }
}
