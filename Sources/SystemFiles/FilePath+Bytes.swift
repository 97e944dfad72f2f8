import SourceText
package import SystemPackage

extension FilePath {
    /// Makes a path from bytes, up to the first NUL.
    package init(bytes: [UInt8]) {
        let text = bytes.map { CChar(bitPattern: $0) } + [0]
        self.init(platformString: text)
    }

    /// The bytes of the path.
    package var bytes: [UInt8] {
        withPlatformString { UnsafeBufferPointer(start: $0, count: length).map(UInt8.init(bitPattern:)) }
    }

    /// The path, with characters escaped that could disturb a terminal or a log.
    package var printable: String {
        SourceText.printable(bytes)
    }
}
