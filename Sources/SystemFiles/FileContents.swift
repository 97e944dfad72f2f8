import Glibc
import SystemPackage

/// The bytes of a plain file and what was known about it when they were read.
public struct FileContents: Hashable, Sendable {
    /// All bytes.
    public let bytes: [UInt8]
    /// The status of the file that the bytes were read from.
    public let status: FileStatus

    /// The most bytes that are read unless the caller sets another limit: 16 MiB.
    public static let defaultLimit = 16 << 20

    /// The most bytes that are read of a table of exports or a map: 1 GiB, in which ten million lines have room.
    public static let tableLimit = 1 << 30

    /// Flags that open neither wait for a writer of a pipe nor take a terminal.
    static let openFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY

    /// Reads an open file.
    init(of descriptor: borrowing Descriptor, path: FilePath, limit: Int) throws(FileError) {
        let file = descriptor.rawValue
        let status = try FileError.describing("look at", path, try SystemCall.status(of: file))
        try FileContents.check(status, path)
        let bytes = try FileError.describing(
            "read",
            path,
            try SystemCall.read(file, expecting: status.size, limit: limit)
        )
        guard let bytes else {
            throw FileError(.tooLarge, "\(path.printable) is larger than \(limit) bytes and is not read")
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
