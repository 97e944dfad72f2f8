import Glibc
package import SystemPackage

/// One replacement of a file: writes a temporary file in the same directory, then renames it over the file.
struct FileReplacement: ~Copyable {
    private let target: ReplacementTarget
    private let existing: FileContents?
    private let temporary: TemporaryFile
    private let bytes: [UInt8]

    /// Makes the temporary file; nothing is written to it yet.
    init(
        of target: consuming ReplacementTarget,
        existing: FileContents?,
        with bytes: [UInt8]
    ) throws(FileError) {
        try TemporaryFile.sweep(beside: target)
        self.temporary = try TemporaryFile.create(beside: target)
        self.target = target
        self.existing = existing
        self.bytes = bytes
    }

    /// Writes the new contents, makes them durable, and reads them back.
    func write(newFilePermissions: FilePermissions) throws(FileError) {
        let file = temporary.descriptor.rawValue
        do {
            try SystemCall.write(bytes, to: file)
            try keepAttributes(newFilePermissions, on: file)
            try SystemCall.synchronize(file)
        } catch {
            throw FileError("write the new contents of", target.path, error)
        }
        let written = try FileContents(of: temporary.descriptor, path: target.path, limit: bytes.count)
        guard written.bytes == bytes else {
            throw FileError(
                .damaged,
                "the new contents of \(target.path.printable) differ when read back; "
                    + "check the kernel log for disk errors"
            )
        }
    }

    /// Puts the new contents in place, if the file was not changed in the meantime.
    ///
    /// - Throws: `.changedUnderneath` otherwise.
    func publish(at path: FilePath, in root: RootDirectory) throws(FileError) {
        try check(path, in: root)
        let directory = target.directory.descriptor.rawValue
        do {
            if existing == nil {
                try SystemCall.moveFile(temporary.name, to: target.name, in: directory)
            } else {
                try SystemCall.rename(
                    temporary.name,
                    in: directory,
                    to: target.name,
                    in: directory,
                    replacing: true
                )
            }
        } catch .fileExists {
            throw FileError.changed(target.path)
        } catch {
            throw FileError("replace", target.path, error)
        }
    }

    /// Makes the new name durable.
    ///
    /// - Throws: `.notDurable`.
    func synchronize() throws(FileError) {
        try target.directory.synchronizeAfterRename()
    }

    /// Removes the temporary file.
    func discard() {
        // If this fails, the next write removes it.
        try? SystemCall.unlink(temporary.name, in: target.directory.descriptor.rawValue)
    }

    private func check(_ path: FilePath, in root: RootDirectory) throws(FileError) {
        let now = try ReplacementTarget(of: path, in: root)
        guard try now.isSame(as: target) else { throw FileError.changed(target.path) }
        let own = try FileError.describing(
            "get the status of",
            target.path,
            try SystemCall.status(of: temporary.descriptor.rawValue)
        )
        guard try target.directory.status(of: temporary.name)?.identity == own.identity else {
            throw FileError.changed(target.directory.path(of: temporary.name))
        }
        try checkExisting()
    }

    private func checkExisting() throws(FileError) {
        let now: FileContents?
        do {
            now = try target.contents(limit: existing?.bytes.count ?? 0)
        } catch {
            throw error.code == .tooLarge ? FileError.changed(target.path) : error
        }
        guard now == existing else { throw FileError.changed(target.path) }
    }

    /// Gives the new file the attributes of the old one: owner, extended attributes including the access control list,
    /// and permissions.
    private func keepAttributes(_ newFilePermissions: FilePermissions, on file: CInt) throws(Errno) {
        guard let status = existing?.status else {
            return try SystemCall.setMode(of: file, newFilePermissions.rawValue)
        }
        let old = try SystemCall.open(
            target.name.nullTerminated,
            in: target.directory.descriptor.rawValue,
            .beneath,
            FileContents.openFlags
        )
        try SystemCall.setOwner(of: file, uid: status.uid, gid: status.gid)
        try SystemCall.copyExtendedAttributes(from: old.rawValue, to: file)
        try SystemCall.setMode(of: file, status.permissions.rawValue)
    }
}

extension FileError {
    package static func changed(_ path: FilePath) -> FileError {
        FileError(
            .changedUnderneath,
            "\(path.printable) was changed by somebody else in the meantime; it was not replaced; run again"
        )
    }
}
