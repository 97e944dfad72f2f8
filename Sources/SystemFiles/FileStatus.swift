import CLinux
import Glibc
public import SystemPackage

/// The status of a file from statx(2).
public struct FileStatus: Hashable, Sendable {
    /// A plain file, a directory, a link or something else.
    public let type: FileType
    /// The permissions with the set-id and sticky bits.
    public let permissions: FilePermissions
    /// The numeric id of its owner.
    public let uid: UInt32
    /// The numeric id of its group.
    public let gid: UInt32
    /// The identity of the file.
    public let identity: FileIdentity
    /// The id of the mount, as in `/proc/self/mountinfo`; nil before Linux 5.8.
    public let mountID: UInt64?
    /// Whether it is the root of a mounted file system.
    public let isMountRoot: Bool
    /// Whether the immutable attribute is set, see chattr(1).
    public let isImmutable: Bool
    /// Whether the append-only attribute is set, see chattr(1).
    public let isAppendOnly: Bool
    /// How many names it has.
    public let linkCount: Int
    /// The size in bytes.
    public let size: Int
    /// When the contents last changed.
    public let modified: FileTimestamp
    /// When it was made; nil if the file system does not record it.
    public let born: FileTimestamp?
    /// The device that a device file stands for, its major number in the upper 32 bits.
    package let specialDevice: UInt64

    init(_ status: CLinux_status) {
        type = FileType(rawValue: status.mode & UInt32(S_IFMT))
        permissions = FilePermissions(rawValue: CInterop.Mode(status.mode & 0o7777))
        uid = status.uid
        gid = status.gid
        identity = FileIdentity(
            device: UInt64(status.device_major) << 32 | UInt64(status.device_minor),
            inode: status.inode
        )
        mountID = status.mask & CLinux_STATX_MNT_ID.rawValue == 0 ? nil : status.mount_id
        isMountRoot = status.attributes & UInt64(CLinux_STATX_ATTR_MOUNT_ROOT.rawValue) != 0
        isImmutable = status.attributes & UInt64(CLinux_STATX_ATTR_IMMUTABLE.rawValue) != 0
        isAppendOnly = status.attributes & UInt64(CLinux_STATX_ATTR_APPEND.rawValue) != 0
        linkCount = Int(status.link_count)
        size = Int(clamping: status.size)
        modified = FileTimestamp(
            seconds: status.modified_seconds,
            nanoseconds: status.modified_nanoseconds
        )
        born =
            status.mask & CLinux_STATX_BTIME.rawValue == 0
            ? nil : FileTimestamp(seconds: status.born_seconds, nanoseconds: status.born_nanoseconds)
        specialDevice = UInt64(status.special_major) << 32 | UInt64(status.special_minor)
    }
}

/// The device and inode, which identify a file on a machine as long as it exists.
public struct FileIdentity: Hashable, Sendable, Codable {
    /// The device, its major number in the upper 32 bits.
    public let device: UInt64
    /// The number of the inode, unique within the device.
    public let inode: UInt64

    /// Makes an identity.
    public init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}

/// A time in seconds and nanoseconds since 1970-01-01 UTC.
public struct FileTimestamp: Hashable, Sendable, Comparable {
    /// Whole seconds.
    public let seconds: Int64
    /// Nanoseconds past the second.
    public let nanoseconds: UInt32

    /// Makes a time.
    public init(seconds: Int64, nanoseconds: UInt32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// The earlier time is less.
    public static func < (left: FileTimestamp, right: FileTimestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
