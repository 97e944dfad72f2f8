import SourceText

/// The name of one entry of a directory: never a path, never `.` or `..`.
///
/// On Linux a name has at most 255 bytes, without `/` and NUL; it need not be UTF-8. Every name is checked here, so
/// that a bad name cannot lead a function to another directory.
public struct FileName: Hashable, Sendable {
    /// The bytes with a final NUL, as system calls need them.
    package let nullTerminated: [CChar]

    /// Makes a name from text.
    ///
    /// - Throws: `.unsafeName` if the text is not the name of a single entry.
    public init(_ text: String) throws(FileError) {
        try self.init(bytes: Array(text.utf8))
    }

    /// Makes a name from bytes.
    ///
    /// - Throws: `.unsafeName` if the bytes are not the name of a single entry.
    public init(bytes: [UInt8]) throws(FileError) {
        if let flaw = FileName.flaw(of: bytes) {
            throw FileError(
                .unsafeName,
                "\"\(printable(bytes, limit: 300))\" cannot be the name of a file: \(flaw)"
            )
        }
        nullTerminated = bytes.map { CChar(bitPattern: $0) } + [0]
    }

    /// The bytes of the name.
    public var bytes: [UInt8] {
        nullTerminated.dropLast().map { UInt8(bitPattern: $0) }
    }

    /// Whether the name begins with these bytes.
    package func hasPrefix(_ prefix: some Sequence<UInt8>) -> Bool {
        nullTerminated.lazy.map { UInt8(bitPattern: $0) }.starts(with: prefix)
    }

    private static func flaw(of bytes: [UInt8]) -> String? {
        switch bytes {
        case []: "it is empty"
        case [UInt8(ascii: ".")], [UInt8(ascii: "."), UInt8(ascii: ".")]: "it leads to another directory"
        case _ where bytes.contains(UInt8(ascii: "/")): "it contains a slash"
        case _ where bytes.contains(0): "it contains a NUL"
        case _ where bytes.count > 255: "it is longer than 255 bytes"
        default: nil
        }
    }
}

extension FileName: Comparable {
    /// The order of the bytes.
    public static func < (left: FileName, right: FileName) -> Bool {
        left.nullTerminated.lexicographicallyPrecedes(right.nullTerminated) {
            UInt8(bitPattern: $0) < UInt8(bitPattern: $1)
        }
    }
}

extension FileName: CustomStringConvertible {
    /// The name, with characters escaped that could disturb a terminal or a log.
    public var description: String {
        printable(bytes)
    }
}
