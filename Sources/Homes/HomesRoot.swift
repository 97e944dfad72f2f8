public import SystemFiles
public import SystemPackage

/// The directory on the server that contains all homes, held open.
///
/// All work uses the open directory. If something is mounted over its path later, ``verify()`` notices it, and nothing
/// is written there.
public final class HomesRoot: Sendable {
    /// The open directory.
    public let directory: OpenDirectory
    /// The status of the directory when it was opened: its owner, permissions, device and mount.
    public let status: FileStatus

    private let root: RootDirectory
    private let location: FilePath
    private let sentinel: FileName?

    /// Opens the homes root; links in its path are resolved inside the root directory.
    ///
    /// - Parameters:
    ///   - path: The absolute path, as configured.
    ///   - root: The directory used as `/`.
    ///   - sentinel: The name of a file that exists only on the real file system of the homes, and not in the empty
    ///     directory on which it is mounted.
    /// - Throws: `.sentinelMissing` if that file does not exist, `.notFound`, `.notDirectory`.
    public init(
        at path: FilePath,
        in root: RootDirectory,
        sentinel: FileName? = nil
    ) throws(FileError) {
        directory = try root.openDirectory(path)
        status = try directory.status()
        self.root = root
        self.location = path
        self.sentinel = sentinel
        try checkSentinel()
    }

    /// Checks that the path still leads to the open directory, and that the sentinel exists.
    ///
    /// - Throws: `.changedUnderneath` if something else was mounted or moved there in the meantime.
    public func verify() throws(FileError) {
        let now = try root.status(of: location)
        guard now?.identity == status.identity, now?.mountID == status.mountID else {
            throw FileError(
                .changedUnderneath,
                "\(directory.path.printable) is no longer the same directory: "
                    + "something was mounted, unmounted or moved there; check it with findmnt(8) and run again"
            )
        }
        try checkSentinel()
    }

    /// The status of an entry, of the link itself if it is one; nil if there is no such entry.
    public func status(of name: FileName) throws(FileError) -> FileStatus? {
        try directory.status(of: name)
    }

    private func checkSentinel() throws(FileError) {
        guard let sentinel else { return }
        guard try directory.status(of: sentinel)?.type == .regular else {
            throw FileError(
                .sentinelMissing,
                "\(directory.path(of: sentinel).printable) does not exist, so the real file system of the "
                    + "homes is not mounted; mount it, or create the file with touch(1) if the file system is new"
            )
        }
    }
}
