import CLinux
import Glibc
package import SystemPackage

extension SystemCall {
    /// The status of an entry, of the link itself if it is one; does not trigger an automount.
    package static func status(of name: FileName, in directory: CInt) throws(Errno) -> FileStatus {
        try status(
            name.nullTerminated,
            directory,
            AT_SYMLINK_NOFOLLOW | CInt(CLinux_AT_NO_AUTOMOUNT.rawValue)
        )
    }

    package static func status(of descriptor: CInt) throws(Errno) -> FileStatus {
        try status([0], descriptor, CInt(CLinux_AT_EMPTY_PATH.rawValue))
    }

    private static func status(
        _ path: [CChar],
        _ directory: CInt,
        _ flags: CInt
    ) throws(Errno) -> FileStatus {
        var status = CLinux_status()
        _ = try repeating { CLinux_statx(directory, path, flags, &status) }
        return FileStatus(status)
    }

    package static func setOwner(of descriptor: CInt, uid: UInt32, gid: UInt32) throws(Errno) {
        _ = try repeating { fchown(descriptor, uid, gid) }
    }

    /// Changes the owner of a link itself.
    package static func setOwner(
        ofLink name: FileName,
        in directory: CInt,
        uid: UInt32,
        gid: UInt32
    ) throws(Errno) {
        _ = try repeating { fchownat(directory, name.nullTerminated, uid, gid, AT_SYMLINK_NOFOLLOW) }
    }

    package static func setMode(of descriptor: CInt, _ mode: CInterop.Mode) throws(Errno) {
        _ = try repeating { fchmod(descriptor, mode) }
    }

    package static func write(_ bytes: [UInt8], to descriptor: CInt) throws(Errno) {
        var written = 0
        while written < bytes.count {
            written += try repeating {
                bytes.withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
                }
            }
        }
    }

    /// Reads from the beginning to the end; nil if there are more bytes than the limit.
    package static func read(_ descriptor: CInt, expecting size: Int, limit: Int) throws(Errno) -> [UInt8]? {
        if size > limit { return nil }
        // Usually one call reads everything; an error here shows up again in the loop below.
        var bytes = [UInt8](unsafeUninitializedCapacity: size) { room, count in
            count = max(pread(descriptor, room.baseAddress, size, 0), 0)
        }
        // Some files, such as those below /proc, have no size. So read until nothing more comes.
        var buffer = [UInt8](repeating: 0, count: min(max(size - bytes.count, 4096), 1 << 20))
        while true {
            let count = try repeating {
                pread(descriptor, &buffer, buffer.count, off_t(bytes.count))
            }
            if count == 0 { return bytes }
            if bytes.count + count > limit { return nil }
            bytes += buffer.prefix(count)
        }
    }

    package static func synchronize(_ descriptor: CInt) throws(Errno) {
        _ = try repeating { fsync(descriptor) }
    }

    package static func synchronizeFileSystem(of descriptor: CInt) throws(Errno) {
        _ = try repeating { CLinux_syncfs(descriptor) }
    }

    /// Locks an open file exclusively, and waits until nobody else holds the lock.
    package static func waitForLock(_ descriptor: CInt) throws(Errno) {
        _ = try repeating { flock(descriptor, LOCK_EX) }
    }

    /// Gives a lock back.
    package static func unlock(_ descriptor: CInt) {
        _ = flock(descriptor, LOCK_UN)
    }

    /// Locks an open file exclusively; returns false if somebody else holds the lock.
    package static func lock(_ descriptor: CInt) throws(Errno) -> Bool {
        do {
            _ = try repeating { flock(descriptor, LOCK_EX | LOCK_NB) }
            return true
        } catch .wouldBlock {
            return false
        }
    }
}
