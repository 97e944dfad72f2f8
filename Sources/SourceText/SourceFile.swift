/// A file's name and bytes, never decoded or normalised.
public struct SourceFile: Sendable, Hashable {
    /// The path shown in reports, as the user knows it.
    public let name: String
    /// The bytes of the file.
    public let bytes: [UInt8]

    /// Makes a source file from bytes.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Makes a source file from a string, in UTF-8.
    public init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The text of a range of bytes for messages; invalid UTF-8 is replaced.
    public func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }
}
