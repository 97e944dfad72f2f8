import Glibc
public import SystemPackage

/// A directory that is held open, and everything that is done with its entries.
///
/// Entries are named by one ``FileName`` each and reached through the descriptor: whatever is renamed or
/// linked on the way to the directory meanwhile, the work stays inside it. No link is followed and no mounted
/// file system entered (openat2(2) with `RESOLVE_BENEATH`, `RESOLVE_NO_SYMLINKS`, `RESOLVE_NO_MAGICLINKS` and
/// `RESOLVE_NO_XDEV`). It is closed when its owner lets go of it.
///
/// All functions of this module block: call them on a thread that may wait.
public struct OpenDirectory: ~Copyable, Sendable {
    package let descriptor: Descriptor
    /// The path by which it was opened, for messages only.
    public let path: FilePath

    package init(_ descriptor: consuming Descriptor, path: FilePath) {
        self.descriptor = descriptor
        self.path = path
    }

    /// The status of the directory itself.
    public func status() throws(FileError) -> FileStatus {
        try FileError.describing("look at", path, try SystemCall.status(of: descriptor.rawValue))
    }

    /// The status of an entry itself, nil where there is none; what a link leads to is not looked at.
    public func status(of name: FileName) throws(FileError) -> FileStatus? {
        do {
            return try SystemCall.status(of: name, in: descriptor.rawValue)
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw FileError("look at", path(of: name), error)
        }
    }

    /// The names of all entries in the order of their bytes.
    ///
    /// - Throws: `.tooLarge` where there are more than `limit`.
    public func names(limit: Int = 2_000_000) throws(FileError) -> [FileName] {
        let names = try FileError.describing(
            "list",
            path,
            try SystemCall.names(in: descriptor.rawValue, limit: limit)
        )
        guard let names else {
            throw FileError(.tooLarge, "\(path.printable) has more than \(limit) entries and is not listed")
        }
        return names
    }

    /// Opens a directory in this one.
    ///
    /// - Throws: `.isLink` and `.crossesMount` besides the obvious.
    public func openDirectory(named name: FileName) throws(FileError) -> OpenDirectory {
        let path = path(of: name)
        return OpenDirectory(
            try FileError.describing(
                "open the directory",
                path,
                try SystemCall.open(
                    name.nullTerminated,
                    in: descriptor.rawValue,
                    .beneath,
                    O_RDONLY | O_DIRECTORY
                )
            ),
            path: path
        )
    }

    /// Reads a plain file in this directory.
    ///
    /// - Throws: `.notRegularFile`, `.isLink`, `.tooLarge` besides the obvious.
    public func read(
        _ name: FileName,
        limit: Int = FileContents.defaultLimit
    ) throws(FileError) -> FileContents {
        let path = path(of: name)
        // Looked at first, because opening a device can already set something off.
        if let status = try status(of: name) { try FileContents.check(status, path) }
        let file = try FileError.describing(
            "read",
            path,
            try SystemCall.open(
                name.nullTerminated,
                in: descriptor.rawValue,
                .beneath,
                FileContents.openFlags
            )
        )
        return try FileContents(of: file, path: path, limit: limit)
    }

    /// The path of an entry, for messages only.
    package func path(of name: FileName) -> FilePath {
        FilePath.Component(platformString: name.nullTerminated).map { path.appending($0) } ?? path
    }
}

// MARK: - Changes

extension OpenDirectory {
    /// Makes an empty directory; the process's umask is taken off the permissions.
    ///
    /// - Throws: `.exists` where there is anything of that name.
    public func makeDirectory(named name: FileName, permissions: FilePermissions) throws(FileError) {
        try FileError.describing(
            "make the directory",
            path(of: name),
            try SystemCall.makeDirectory(name, in: descriptor.rawValue, mode: permissions.rawValue)
        )
    }

    /// Renames an entry, here or into another directory of the same file system.
    ///
    /// Durable once both directories were synchronized.
    ///
    /// - Parameters:
    ///   - name: The entry.
    ///   - newName: Its name afterwards.
    ///   - destination: The directory it moves to.
    ///   - replacing: Whether a file of the new name is replaced.
    /// - Throws: `.exists` where there is something of the new name and nothing is to be replaced.
    public func rename(
        _ name: FileName,
        to newName: FileName,
        in destination: borrowing OpenDirectory,
        replacing: Bool = false
    ) throws(FileError) {
        let target = destination.descriptor.rawValue
        try FileError.describing(
            "rename \(path(of: name).printable) to",
            destination.path(of: newName),
            try SystemCall.rename(
                name,
                in: descriptor.rawValue,
                to: newName,
                in: target,
                replacing: replacing
            )
        )
    }

    /// Renames an entry within this directory.
    ///
    /// - Parameters:
    ///   - name: The entry.
    ///   - newName: Its name afterwards.
    ///   - replacing: Whether a file of the new name is replaced.
    /// - Throws: `.exists` where there is something of the new name and nothing is to be replaced.
    public func rename(_ name: FileName, to newName: FileName, replacing: Bool = false) throws(FileError) {
        try rename(name, to: newName, in: self, replacing: replacing)
    }

    /// Gives the directory itself, not its entries, to a user and a group.
    ///
    /// - Throws: `.unsafeOwner` for 4294967295, which chown(2) takes as "leave it".
    public func setOwner(uid: UInt32, gid: UInt32) throws(FileError) {
        try OwnerNumbers.check(uid: uid, gid: gid)
        try FileError.describing(
            "change the owner of",
            path,
            try SystemCall.setOwner(of: descriptor.rawValue, uid: uid, gid: gid)
        )
    }

    /// Sets the permissions of the directory itself.
    public func setPermissions(_ permissions: FilePermissions) throws(FileError) {
        try FileError.describing(
            "change the mode of",
            path,
            try SystemCall.setMode(of: descriptor.rawValue, permissions.rawValue)
        )
    }

    /// Removes an entry with all below it, following no link and entering no mount, however deep it is.
    ///
    /// - Parameter name: The entry.
    /// - Throws: `.crossesMount` or `.busy` where something is mounted below it, `.exists` where somebody
    ///   goes on filling it; what was removed until then is gone.
    public func removeTree(named name: FileName) throws(FileError) {
        try FileError.describing(
            "remove",
            path(of: name),
            try TreeRemoval.remove(name, in: descriptor.rawValue)
        )
    }

    /// Makes the entries of this directory durable, as fsync(2) does.
    public func synchronize() throws(FileError) {
        try FileError.describing("synchronize", path, try SystemCall.synchronize(descriptor.rawValue))
    }

    /// Makes the entries durable after something was renamed into this directory.
    ///
    /// - Throws: `.notDurable`, because then the rename is not undone.
    package func synchronizeAfterRename() throws(FileError) {
        do {
            try SystemCall.synchronize(descriptor.rawValue)
        } catch {
            throw FileError("synchronize", path, error, code: .notDurable)
        }
    }

    /// Makes everything on this file system durable, as syncfs(2) does.
    public func synchronizeFileSystem() throws(FileError) {
        try FileError.describing(
            "synchronize the file system of",
            path,
            try SystemCall.synchronizeFileSystem(of: descriptor.rawValue)
        )
    }
}
