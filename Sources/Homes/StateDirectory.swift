import Glibc
import SystemFiles
import SystemPackage

/// The closed directory `.autohome` in the homes root, in which autohome keeps what it knows of the homes.
///
/// It lies on the file system of the homes, so that it is there exactly when they are there. It belongs to the user who runs
/// this process and has mode 0700, so that clients that mount the homes root cannot read it.
enum StateDirectory {
    static let name = ".autohome"

    /// Opens the directory of a homes root; nil if there is none.
    ///
    /// - Throws: `.unsafeOwner` if somebody else can write in it.
    static func open(in root: borrowing OpenDirectory) throws(FileError) -> OpenDirectory? {
        let name = try FileName(name)
        guard try root.status(of: name) != nil else { return nil }
        let directory = try root.openDirectory(named: name)
        try check(directory)
        return directory
    }

    /// Opens the directory of a homes root, and makes it if there is none.
    static func make(in root: borrowing OpenDirectory) throws(FileError) -> OpenDirectory {
        try make(name, in: root)
    }

    /// Opens a closed directory in another one, and makes it if there is none.
    static func make(_ name: String, in parent: borrowing OpenDirectory) throws(FileError) -> OpenDirectory {
        let name = try FileName(name)
        if try parent.status(of: name) == nil {
            do throws(FileError) {
                try parent.makeDirectory(named: name, permissions: FilePermissions(rawValue: 0o700))
                try parent.synchronize()
            } catch {
                // Another process may have made it in the meantime.
                guard error.code == .exists else { throw error }
            }
        }
        let directory = try parent.openDirectory(named: name)
        try check(directory)
        return directory
    }

    private static func check(_ directory: borrowing OpenDirectory) throws(FileError) {
        let status = try directory.status()
        guard status.uid == geteuid(), status.permissions.rawValue & 0o077 == 0 else {
            throw FileError(
                .unsafeOwner,
                """
                \(directory.path.printable) belongs to uid \(status.uid) with mode \
                0\(String(status.permissions.rawValue, radix: 8)), so others may have written in it; look at its \
                contents, then chown it to \(geteuid()) and chmod it to 0700
                """
            )
        }
    }
}
