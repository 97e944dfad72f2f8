public import SystemPackage

extension RootDirectory {
    /// Makes a plain file where there is none: readers see no file or the whole one, never a part.
    ///
    /// It is written like a replacement (``replace(_:with:expecting:newFilePermissions:)``), but a link at the end of
    /// the path is not followed, even if it leads to nothing. If this throws, nothing was made, with one exception:
    /// after `.notDurable` the file is in place, but may not survive a crash.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the file; links in its directories are followed inside the root.
    ///   - bytes: The contents.
    ///   - permissions: The permissions; the owner is the caller.
    /// - Throws: `.exists` if there is anything of that name, `.notFound` without its directory, `.noSpace`,
    ///   `.readOnly`, `.denied`.
    public func create(
        _ path: FilePath,
        with bytes: [UInt8],
        permissions: FilePermissions
    ) throws(FileError) {
        try requireAbsence(of: path)
        let target = try ReplacementTarget(of: path, in: self)
        let replacement = try FileReplacement(of: target, existing: nil, with: bytes)
        do {
            try replacement.write(newFilePermissions: permissions)
            // A link that was made in the meantime must not decide where the file is.
            try requireAbsence(of: path)
            try replacement.publish(at: path, in: self)
        } catch {
            replacement.discard()
            throw error
        }
        try replacement.synchronize()
    }

    /// Checks that a file could be made: that its directory exists, and has nothing of that name, not even a link.
    ///
    /// - Parameter path: The absolute path of the file.
    /// - Throws: `.exists` or `.notFound` otherwise.
    public func requireAbsence(of path: FilePath) throws(FileError) {
        guard let component = path.lastComponent, component.kind == .regular else {
            throw FileError(
                .notRegularFile,
                "\(shown(path).printable) is not the name of a file; name a plain file"
            )
        }
        let name = try FileName(bytes: FilePath(root: nil, [component]).bytes)
        guard let status = try directory(of: path).status(of: name) else { return }
        let what =
            status.type == .symbolicLink ? "is a symbolic link, which is not followed" : "exists already"
        throw FileError(
            .exists,
            "\(shown(path).printable) \(what); it is never overwritten: move it away, or name another file"
        )
    }

    private func directory(of path: FilePath) throws(FileError) -> OpenDirectory {
        do {
            return try openDirectory(path.removingLastComponent())
        } catch {
            guard error.code == .notFound else { throw error }
            throw FileError(
                .notFound,
                "the directory of \(shown(path).printable) does not exist; make it"
            )
        }
    }
}
