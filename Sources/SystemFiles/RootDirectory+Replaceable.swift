public import SystemPackage

extension RootDirectory {
    /// Why ``replace(_:with:expecting:newFilePermissions:)`` could not replace a file, as far as that can be seen
    /// without changing anything.
    ///
    /// - Parameter path: The absolute path of the file, which need not exist.
    /// - Returns: The error that a replacement would probably end with; nil if nothing prevents it.
    /// - Throws: `.denied` and other errors after which it is not known.
    public func objectionToReplacing(_ path: FilePath) throws(FileError) -> FileError? {
        do throws(FileError) {
            return try ReplacementTarget(of: path, in: self).objection()
        } catch {
            switch error.code {
            case .notFound:
                return FileError(
                    .notFound,
                    "the directory of \(shown(path).printable) does not exist; make it"
                )
            case .notDirectory, .tooManyLinks, .notRegularFile: return error
            default: throw error
            }
        }
    }
}

extension ReplacementTarget {
    /// What prevents a replacement.
    fileprivate func objection() throws(FileError) -> FileError? {
        let parent = try directory.status()
        if let attribute = Attribute(parent) {
            return FileError(
                .denied,
                "\(directory.path.printable) is \(attribute.name), so \(path.printable) cannot be replaced; run "
                    + "chattr \(attribute.removal) on the directory"
            )
        }
        if try directory.fileSystem().isReadOnly {
            return FileError(
                .readOnly,
                "\(path.printable) is on a file system that is mounted read-only; mount it writable"
            )
        }
        guard let status = try directory.status(of: name) else { return nil }
        if status.isMountRoot || status.mountID != parent.mountID {
            // rename(2) refuses to replace a mount point, and so does every program that writes a new file.
            return FileError(
                .crossesMount,
                "\(path.printable) is a mount point, so it cannot be replaced at once; unmount it"
            )
        }
        if let attribute = Attribute(status) {
            return FileError(
                .denied,
                "\(path.printable) is \(attribute.name), so it cannot be replaced; run chattr \(attribute.removal) on "
                    + "it"
            )
        }
        return linkObjection(status)
    }

    /// An attribute of chattr(1) that forbids renaming and replacing.
    private struct Attribute {
        let name: String
        let removal: String

        init?(_ status: FileStatus) {
            guard status.isImmutable || status.isAppendOnly else { return nil }
            (name, removal) = status.isImmutable ? ("immutable", "-i") : ("append-only", "-a")
        }
    }
}
