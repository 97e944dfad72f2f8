public import SystemPackage

extension RootDirectory {
    /// Replaces the contents of a plain file at once: readers see the old contents or the new, never a part.
    ///
    /// The new contents are written to a temporary file beside the file, given the owner, the permissions and
    /// the extended attributes of the file, made durable and read back; then, if the file still has the
    /// expected contents, it is renamed over the file and the directory made durable. What happens to each
    /// kind of target:
    ///
    /// | the path leads to | what happens |
    /// | --- | --- |
    /// | nothing, in a directory that is there | it is made with `newFilePermissions`, owned by the caller |
    /// | nothing, in a directory that is not there | `.notFound` |
    /// | a plain file | it is replaced |
    /// | a plain file of exactly the new contents | it is not touched |
    /// | a link to a plain file | the file is replaced where it is; the link stays a link |
    /// | a link to nothing | the file is made where the link leads; the link stays a link |
    /// | a link that leads out of the root | it is resolved inside the root, as all links are |
    /// | links in a circle | `.tooManyLinks` |
    /// | a file with further names (hard links) | `.hardLinked`: the others would keep the old contents |
    /// | a directory, a pipe, a socket, a device | `.notRegularFile` |
    ///
    /// Left-overs of a writer that was killed are removed first. Whatever is thrown, the file is as it was,
    /// except for `.notDurable`: then the new contents are in place, but may not survive a crash.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the file.
    ///   - bytes: The new contents.
    ///   - expected: What the caller saw when it made up the new contents.
    ///   - newFilePermissions: The permissions of a file that is not there yet.
    /// - Returns: What was done.
    /// - Throws: `.changedUnderneath` where the file has other contents than expected, `.noSpace`,
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
