extension SourceFile {
    /// The comments of a file in which a line is one from its first `#` on, when nothing but blanks stands before it.
    ///
    /// So it is in `/etc/nsswitch.conf`, `/etc/fstab`, `/etc/passwd` and most files of a system.
    public var commentLines: [Range<Int>] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let start = line.firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            guard let start, line[start] == UInt8(ascii: "#") else { return nil }
            return start..<line.endIndex
        }
    }
}
