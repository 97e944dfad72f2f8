import Glibc
public import SystemPackage

/// A directory that is held open, with operations on its entries.
///
/// Entries have a single ``FileName`` and are accessed through the descriptor. So the work stays inside this directory,
/// even if something in its path is renamed or replaced by a link in the meantime. Links are not followed, and mounted
/// file systems are not entered (openat2(2) with `RESOLVE_BENEATH`, `RESOLVE_NO_SYMLINKS`, `RESOLVE_NO_MAGICLINKS` and
/// `RESOLVE_NO_XDEV`). The descriptor is closed when the value is destroyed.
///
/// All functions of this module block: call them on a thread that may block.
public struct OpenDirectory: ~Copyable, Sendable {
    package let descriptor: Descriptor
    /// The path with which it was opened, for messages only.
    public let path: FilePath

    package init(_ descriptor: consuming Descriptor, path: FilePath) {
        self.descriptor = descriptor
        self.path = path
    }

    /// The status of the directory itself.
    public func status() throws(FileError) -> FileStatus {
        try FileError.describing("get the status of", path, try SystemCall.status(of: descriptor.rawValue))
    }

    /// The status of an entry, of the link itself if it is one; nil if there is no such entry.
    public func status(of name: FileName) throws(FileError) -> FileStatus? {
        do {
            return try SystemCall.status(of: name, in: descriptor.rawValue)
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw FileError("get the status of", path(of: name), error)
        }
    }

    /// The names of all entries, sorted by their bytes.
    ///
    /// - Throws: `.tooLarge` if there are more than `limit`.
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
    /// - Throws: `.isLink`, `.crossesMount`, and errors from opening it.
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
    /// - Throws: `.notRegularFile`, `.isLink`, `.tooLarge`, and errors from reading it.
    public func read(
        _ name: FileName,
        limit: Int = FileContents.defaultLimit
    ) throws(FileError) -> FileContents {
        let path = path(of: name)
        // Check the type first, because opening a device can have side effects.
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
    /// Makes an empty directory; the umask of the process applies.
    ///
    /// - Throws: `.exists` if the name is taken.
    public func makeDirectory(named name: FileName, permissions: FilePermissions) throws(FileError) {
        try FileError.describing(
            "make the directory",
            path(of: name),
            try SystemCall.makeDirectory(name, in: descriptor.rawValue, mode: permissions.rawValue)
        )
    }

    /// Writes a small file: readers see its old contents or the new ones, never a part.
    ///
    /// The change is durable after the directory was synchronized.
    ///
    /// - Parameters:
    ///   - bytes: The contents.
    ///   - name: The name of the file.
    ///   - temporary: A name in this directory that is free, or left by a killed writer.
    /// - Throws: `.denied`, `.readOnly`, `.noSpace`.
    package func write(_ bytes: [UInt8], to name: FileName, by temporary: FileName) throws(FileError) {
        do throws(Errno) {
            do throws(Errno) { try SystemCall.unlink(temporary, in: descriptor.rawValue) } catch {
                guard error == .noSuchFileOrDirectory else { throw error }
            }
            let file = try SystemCall.create(temporary, in: descriptor.rawValue, mode: 0o600)
            try SystemCall.write(bytes, to: file.rawValue)
            try SystemCall.synchronize(file.rawValue)
            try file.close()
        } catch {
            throw FileError("write", path(of: temporary), error)
        }
        try rename(temporary, to: name, replacing: true)
    }

    /// Renames an entry, or moves it to another directory of the same file system.
    ///
    /// The change is durable after both directories were synchronized.
    ///
    /// - Parameters:
    ///   - name: The entry.
    ///   - newName: Its new name.
    ///   - destination: The directory it moves to.
    ///   - replacing: Whether to replace a file of the new name.
    /// - Throws: `.exists` if the new name is taken and must not be replaced.
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
    ///   - newName: Its new name.
    ///   - replacing: Whether to replace a file of the new name.
    /// - Throws: `.exists` if the new name is taken and must not be replaced.
    public func rename(_ name: FileName, to newName: FileName, replacing: Bool = false) throws(FileError) {
        try rename(name, to: newName, in: self, replacing: replacing)
    }

    /// Sets the owner and group of the directory itself, not of its entries.
    ///
    /// - Throws: `.unsafeOwner` for the id 4294967295, which tells chown(2) to keep the owner.
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

    /// Removes an entry and everything below it, at any depth.
    ///
    /// Links are not followed and mounts are not entered.
    ///
    /// - Parameter name: The entry.
    /// - Throws: `.crossesMount` or `.busy` if something is mounted below it, `.exists` if another process keeps adding
    ///   files. What was removed before the error stays removed.
    public func removeTree(named name: FileName) throws(FileError) {
        try FileError.describing(
            "remove",
            path(of: name),
            try TreeRemoval.remove(name, in: descriptor.rawValue)
        )
    }

    /// Makes the entries of this directory durable with fsync(2).
    public func synchronize() throws(FileError) {
        try FileError.describing("synchronize", path, try SystemCall.synchronize(descriptor.rawValue))
    }

    /// Makes the entries of this directory durable after something was renamed into it.
    ///
    /// - Throws: `.notDurable`; the rename is not undone.
    package func synchronizeAfterRename() throws(FileError) {
        do {
            try SystemCall.synchronize(descriptor.rawValue)
        } catch {
            throw FileError("synchronize", path, error, code: .notDurable)
        }
    }

    /// Makes everything on this file system durable with syncfs(2).
    public func synchronizeFileSystem() throws(FileError) {
        try FileError.describing(
            "synchronize the file system of",
            path,
            try SystemCall.synchronizeFileSystem(of: descriptor.rawValue)
        )
    }
}
