import CLinux
import SystemPackage

/// A mounted file system, from fstatfs(2).
public struct FileSystemStatus: Hashable, Sendable {
    /// Its type, one of the magic numbers of statfs(2).
    public let type: UInt64
    /// The bytes that an unprivileged process can still use.
    public let freeBytes: UInt64
    /// The inodes that are left; nil if the file system has no fixed number of them.
    public let freeInodes: UInt64?
    /// Whether it is mounted read-only.
    public let isReadOnly: Bool

    /// The usual name of the type, such as `ext4`; for any other type its number in hexadecimal.
    public var typeName: String { Self.names[type] ?? "type 0x" + String(type, radix: 16) }

    // The magic numbers of linux/magic.h and of OpenZFS.
    private static let names: [UInt64: String] = [
        0xEF53: "ext4", 0x5846_5342: "xfs", 0x9123_683E: "btrfs", 0x2FC1_2FC1: "zfs", 0x0102_1994: "tmpfs",
        0x6969: "nfs", 0x794C_7630: "overlayfs", 0x00C3_6400: "ceph", 0x0116_1970: "gfs2",
        0xFF53_4D42: "cifs",
        0xFE53_4D42: "smb2", 0xF2F5_2010: "f2fs", 0x6573_5546: "fuse", 0xCA45_1A4E: "bcachefs",
    ]
}

extension OpenDirectory {
    /// The file system of the directory.
    public func fileSystem() throws(FileError) -> FileSystemStatus {
        var found = CLinux_file_system()
        do throws(Errno) {
            _ = try SystemCall.repeating { CLinux_fstatfs(descriptor.rawValue, &found) }
        } catch {
            throw FileError("get the file system of", path, error)
        }
        return FileSystemStatus(
            type: found.type,
            freeBytes: found.free_bytes,
            freeInodes: found.inodes == 0 ? nil : found.free_inodes,
            isReadOnly: found.flags & UInt64(CLinux_ST_RDONLY.rawValue) != 0
        )
    }
}
