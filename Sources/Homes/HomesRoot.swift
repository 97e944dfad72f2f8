public import SystemFiles
public import SystemPackage

/// The directory on the server that contains all homes, held open.
///
/// All work uses the open directory. If something is mounted over its path later, ``verify()`` notices it, and nothing
/// is written there.
public final class HomesRoot: Sendable {
    /// How to tell the real file system of the homes from the empty directory on which it is mounted.
    public enum Guard: Hashable, Sendable {
        /// By a file that the configuration names.
        case sentinel(FileName)
        /// By the ``RootMark`` that `autohome home accept-root` makes.
        case mark
        /// Not at all: for the command that makes the mark.
        case nothing
    }

    /// The open directory.
    public let directory: OpenDirectory
    /// The status of the directory when it was opened: its owner, permissions, device and mount.
    public let status: FileStatus

    private let root: RootDirectory
    private let location: FilePath
    private let guarding: Guard

    /// Opens the homes root; links in its path are resolved inside the root directory.
    ///
    /// - Parameters:
    ///   - path: The absolute path, as configured.
    ///   - root: The directory used as `/`.
    ///   - guarding: How to tell that the real file system of the homes is mounted.
    /// - Throws: `.sentinelMissing` if the sentinel or the mark does not exist, or the mark was made for another file
    ///   system; `.notFound`, `.notDirectory`.
    public init(
        at path: FilePath,
        in root: RootDirectory,
        guarding: Guard = .nothing
    ) throws(FileError) {
        directory = try root.openDirectory(path)
        status = try directory.status()
        self.root = root
        self.location = path
        self.guarding = guarding
        try checkGuard()
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
        try checkGuard()
    }

    /// The status of an entry, of the link itself if it is one; nil if there is no such entry.
    public func status(of name: FileName) throws(FileError) -> FileStatus? {
        try directory.status(of: name)
    }

    private func checkGuard() throws(FileError) {
        switch guarding {
        case .nothing: break
        case .sentinel(let name): try checkSentinel(name)
        case .mark: try checkMark()
        }
    }

    private func checkSentinel(_ name: FileName) throws(FileError) {
        guard try directory.status(of: name)?.type == .regular else {
            throw FileError(
                .sentinelMissing,
                "\(directory.path(of: name).printable) does not exist, so the real file system of the homes is not "
                    + "mounted; mount it, or create the file with touch(1) if the file system is new"
            )
        }
    }

    private func checkMark() throws(FileError) {
        let path = directory.path.printable
        guard let mark = try RootMark.read(in: directory) else {
            throw FileError(
                .sentinelMissing,
                "\(path) is not accepted as the directory of the homes: the real file system of the homes may not be "
                    + "mounted; look at it, then run autohome home accept-root"
            )
        }
        let found = try RootMark(describing: self)
        guard mark.fits(found) else {
            throw FileError(
                .sentinelMissing,
                "\(path) was accepted on another file system (\(mark.shown)), and is on \(found.shown) now; mount the "
                    + "right one, or run autohome home accept-root again"
            )
        }
    }
}

extension HomesRoot {
    /// Accepts this directory as the homes root, by writing its mark.
    ///
    /// - Returns: The mark.
    /// - Throws: `.denied`, `.readOnly`, `.noSpace`; `.unsafeOwner` if somebody else can write where the mark belongs.
    @discardableResult
    public func accept() throws(FileError) -> RootMark {
        let mark = try RootMark(describing: self)
        try mark.write(in: directory)
        return mark
    }

    /// The mark of this root; nil if it was not accepted yet.
    public func mark() throws(FileError) -> RootMark? {
        try RootMark.read(in: directory)
    }
}
