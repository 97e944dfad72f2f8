public import SystemPackage

extension RootDirectory {
    /// Replaces the contents of a plain file atomically: readers see the old contents or the new ones, never a part.
    ///
    /// The new contents are written to a temporary file in the same directory, which gets the owner, the permissions
    /// and the extended attributes of the file, is made durable and read back. Then, if the file still has the expected
    /// contents, the temporary file is renamed over it, and the directory is made durable. The result depends on what
    /// the path leads to:
    ///
    /// | the path leads to | result |
    /// | --- | --- |
    /// | nothing, in an existing directory | a file is made with `newFilePermissions`, owned by the caller |
    /// | nothing, in a missing directory | `.notFound` |
    /// | a plain file | it is replaced |
    /// | a plain file that already has the new contents | it is not changed |
    /// | a link to a plain file | the file is replaced; the link stays a link |
    /// | a link to nothing | the file is made where the link leads; the link stays a link |
    /// | a link that leads out of the root | it is resolved inside the root, like all links |
    /// | links in a circle | `.tooManyLinks` |
    /// | a file with other names (hard links) | `.hardLinked`: those would keep the old contents |
    /// | a directory, a pipe, a socket, a device | `.notRegularFile` |
    ///
    /// Temporary files of killed writers are removed first. If this throws, the file is unchanged, with one exception:
    /// after `.notDurable` the new contents are in place, but may not survive a crash.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the file.
    ///   - bytes: The new contents.
    ///   - expected: The contents from which the caller computed the new ones.
    ///   - newFilePermissions: The permissions of a file that does not exist yet.
    /// - Returns: What was done.
    /// - Throws: `.changedUnderneath` if the file does not have the expected contents, `.noSpace`,
    ///   `.readOnly`, `.denied` and the codes of the table.
    @discardableResult
    public func replace(
        _ path: FilePath,
        with bytes: [UInt8],
        expecting expected: ExpectedContents,
        newFilePermissions: FilePermissions = FilePermissions(rawValue: 0o644)
    ) throws(FileError) -> ReplacementOutcome {
        let target = try ReplacementTarget(of: path, in: self)
        let existing = try target.contents(limit: max(FileContents.defaultLimit, expected.count, bytes.count))
        guard expected.matches(existing?.bytes) else { throw FileError.changed(target.path) }
        if existing?.bytes == bytes { return .unchanged }

        let replacement = try FileReplacement(of: target, existing: existing, with: bytes)
        do {
            try replacement.write(newFilePermissions: newFilePermissions)
            try replacement.publish(at: path, in: self)
        } catch {
            replacement.discard()
            throw error
        }
        try replacement.synchronize()
        return existing == nil ? .created : .replaced
    }
}
