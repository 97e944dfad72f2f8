import Glibc

/// The type of a file: the format bits of its mode, see inode(7).
public struct FileType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The bits of `S_IFMT`.
    public let rawValue: UInt32

    /// Makes a type from the bits of `S_IFMT`.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// A plain file.
    public static let regular = FileType(rawValue: UInt32(S_IFREG))
    /// A directory.
    public static let directory = FileType(rawValue: UInt32(S_IFDIR))
    /// A symbolic link.
    public static let symbolicLink = FileType(rawValue: UInt32(S_IFLNK))
    /// A named pipe.
    public static let fifo = FileType(rawValue: UInt32(S_IFIFO))
    /// A socket.
    public static let socket = FileType(rawValue: UInt32(S_IFSOCK))
    /// A character device.
    public static let characterDevice = FileType(rawValue: UInt32(S_IFCHR))
    /// A block device.
    public static let blockDevice = FileType(rawValue: UInt32(S_IFBLK))

    /// The type in words, with an article.
    public var description: String {
        switch self {
        case .regular: "a plain file"
        case .directory: "a directory"
        case .symbolicLink: "a symbolic link"
        case .fifo: "a named pipe"
        case .socket: "a socket"
        case .characterDevice: "a character device"
        case .blockDevice: "a block device"
        default: "a file of an unknown type"
        }
    }
}
