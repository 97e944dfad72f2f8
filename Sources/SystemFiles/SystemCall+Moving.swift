import CLinux
import Glibc
package import SystemPackage

// renameat2(2) takes RENAME_NOREPLACE only where the file system knows it: OpenZFS before 2.2, CephFS, NFS and many file
// systems in user space answer EINVAL. There the same is done in two steps.
extension SystemCall {
    /// Renames a directory to a name that is free.
    ///
    /// Where the file system cannot refuse a taken name by itself, this looks first, under a lock on the new parent that
    /// every autohome takes. Only who can write in that parent could make the name in between; the homes root belongs to root
    /// alone. Even then rename(2) replaces nothing but an empty directory.
    package static func moveDirectory(
        _ name: FileName,
        in source: CInt,
        to newName: FileName,
        in destination: CInt
    ) throws(Errno) {
        do throws(Errno) {
            try rename(name, in: source, to: newName, in: destination, replacing: false)
        } catch {
            guard isUnknownFlag(error) else { throw error }
            try waitForLock(destination)
            defer { unlock(destination) }
            guard try !exists(newName, in: destination) else { throw .fileExists }
            _ = try repeating { renameat(source, name.nullTerminated, destination, newName.nullTerminated) }
        }
    }

    /// Renames a plain file to a name that is free in the same directory.
    ///
    /// Where the file system cannot refuse a taken name by itself, link(2) does.
    package static func moveFile(_ name: FileName, to newName: FileName, in directory: CInt) throws(Errno) {
        do throws(Errno) {
            try rename(name, in: directory, to: newName, in: directory, replacing: false)
        } catch {
            guard isUnknownFlag(error) else { throw error }
            _ = try repeating { linkat(directory, name.nullTerminated, directory, newName.nullTerminated, 0) }
            try unlink(name, in: directory)
        }
    }

    private static func isUnknownFlag(_ error: Errno) -> Bool {
        error == .invalidArgument || error == .noFunction || error == .notSupported
    }

    private static func exists(_ name: FileName, in directory: CInt) throws(Errno) -> Bool {
        do throws(Errno) {
            _ = try status(of: name, in: directory)
            return true
        } catch {
            guard error == .noSuchFileOrDirectory else { throw error }
            return false
        }
    }
}
