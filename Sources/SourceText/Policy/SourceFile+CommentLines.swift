extension SourceFile {
    /// The comments of a file in which a comment is a line whose first character other than a blank is `#`.
    ///
    /// This is so in `/etc/nsswitch.conf`, `/etc/fstab`, `/etc/passwd` and most system files.
    public var commentLines: [Range<Int>] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let start = line.firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            guard let start, line[start] == UInt8(ascii: "#") else { return nil }
            return start..<line.endIndex
        }
    }
}
