import Glibc
import SystemPackage

/// The bytes of a plain file, and its status when they were read.
public struct FileContents: Hashable, Sendable {
    /// All bytes.
    public let bytes: [UInt8]
    /// The status of the file.
    public let status: FileStatus

    /// The default limit for the size of a file: 16 MiB.
    public static let defaultLimit = 16 << 20

    /// The limit for the size of an exports file or a map: 1 GiB, enough for ten million lines.
    public static let tableLimit = 1 << 30

    /// Opening must not wait for the writer of a pipe, and must not make a terminal the controlling one.
    static let openFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY

    /// Reads an open file.
    init(of descriptor: borrowing Descriptor, path: FilePath, limit: Int) throws(FileError) {
        let file = descriptor.rawValue
        let status = try FileError.describing("get the status of", path, try SystemCall.status(of: file))
        try FileContents.check(status, path)
        let bytes = try FileError.describing(
            "read",
            path,
            try SystemCall.read(file, expecting: status.size, limit: limit)
        )
        guard let bytes else {
            throw FileError(.tooLarge, "\(path.printable) is larger than the limit of \(limit) bytes")
        }
        self.bytes = bytes
        self.status = status
    }

    /// Refuses everything but plain files.
    static func check(_ status: FileStatus, _ path: FilePath) throws(FileError) {
        guard status.type == .regular else {
            throw FileError(
                status.type == .symbolicLink ? .isLink : .notRegularFile,
                "\(path.printable) is \(status.type), not a plain file; name a plain file"
            )
        }
    }
}
