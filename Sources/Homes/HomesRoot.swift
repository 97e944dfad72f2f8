public import SystemFiles
public import SystemPackage

/// The directory on the server below which all homes are, held open.
///
/// Everything goes through the open directory: what is mounted over its path later is noticed by
/// ``verify()`` and never written to.
public final class HomesRoot: Sendable {
    /// The open directory.
    public let directory: OpenDirectory
    /// The status of the directory when it was opened: its owner, permissions, device and mount.
    public let status: FileStatus

    private let root: RootDirectory
    private let location: FilePath
    private let sentinel: FileName?

    /// Opens the homes root; links that lead to it are followed inside the root.
    ///
    /// - Parameters:
    ///   - path: The absolute path, as configured.
    ///   - root: The directory that stands for `/`.
    ///   - sentinel: The name of a file that exists on the real file system only, and not on the empty
    ///     directory that it is mounted on.
    /// - Throws: `.sentinelMissing` where that file is not there, `.notFound`, `.notDirectory`.
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

    /// Checks that the path still leads to the open directory, and that the sentinel is there.
    ///
    /// - Throws: `.changedUnderneath` where something else was mounted or moved there meanwhile.
    public func verify() throws(FileError) {
        let now = try root.status(of: location)
        guard now?.identity == status.identity, now?.mountID == status.mountID else {
            throw FileError(
                .changedUnderneath,
                "\(directory.path.printable) is not the directory any more that it was: "
                    + "something was mounted, unmounted or moved there; look at findmnt(8) and run again"
            )
        }
        try checkSentinel()
    }

    /// The status of an entry itself, nil where there is none; what a link leads to is not looked at.
    public func status(of name: FileName) throws(FileError) -> FileStatus? {
        try directory.status(of: name)
    }

    private func checkSentinel() throws(FileError) {
        guard let sentinel else { return }
        guard try directory.status(of: sentinel)?.type == .regular else {
            throw FileError(
                .sentinelMissing,
                "\(directory.path(of: sentinel).printable) is not there, so the real file system of the "
                    + "homes is not mounted: mount it, or make the file on a new one with touch(1)"
            )
        }
    }
}
