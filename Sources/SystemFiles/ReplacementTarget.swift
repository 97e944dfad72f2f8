import SystemPackage

/// The end of a path after all links: an open directory and the name of a plain file in it, which may not exist yet.
struct ReplacementTarget: ~Copyable {
    let directory: OpenDirectory
    let name: FileName

    /// The number of links that the kernel follows too.
    private static let mostLinks = 40

    /// Follows a path inside a root.
    ///
    /// Only links in the last component are read and followed here.
    ///
    /// The kernel resolves the directories of the path, so `..` in a link has its usual meaning.
    init(of path: FilePath, in root: RootDirectory) throws(FileError) {
        var path = path
        for _ in 0...ReplacementTarget.mostLinks {
            guard let component = path.lastComponent, component.kind == .regular else {
                throw FileError(
                    .notRegularFile,
                    "\(root.shown(path).printable) is not the name of a file; name a plain file"
                )
            }
            let name = try FileName(bytes: FilePath(root: nil, [component]).bytes)
            let directory = try root.openDirectory(path.removingLastComponent())
            guard let status = try directory.status(of: name), status.type == .symbolicLink else {
                self.directory = directory
                self.name = name
                return
            }
            path = try ReplacementTarget.follow(name, in: directory, from: path)
        }
        throw FileError(
            .tooManyLinks,
            "\(root.shown(path).printable): too many symbolic links; they must lead to a file"
        )
    }

    var path: FilePath { directory.path(of: name) }

    /// Reads the plain file that is about to be replaced; nil if it does not exist.
    ///
    /// - Throws: `.hardLinked` if it has other names, `.notRegularFile` if it is not a plain file.
    func contents(limit: Int) throws(FileError) -> FileContents? {
        guard try directory.status(of: name) != nil else { return nil }
        let contents = try directory.read(name, limit: limit)
        if let objection = linkObjection(contents.status) { throw objection }
        return contents
    }

    /// Why a file with other names is not replaced; nil for one name.
    func linkObjection(_ status: FileStatus) -> FileError? {
        guard status.linkCount != 1 else { return nil }
        return FileError(
            .hardLinked,
            "\(path.printable) has \(status.linkCount) names (hard links); the others would keep the old contents: "
                + "remove them or make them symbolic links"
        )
    }

    /// Whether both are the same name in the same directory.
    func isSame(as other: borrowing ReplacementTarget) throws(FileError) -> Bool {
        let identity = try directory.status().identity
        let otherIdentity = try other.directory.status().identity
        return name == other.name && identity == otherIdentity
    }

    private static func follow(
        _ name: FileName,
        in directory: borrowing OpenDirectory,
        from path: FilePath
    ) throws(FileError) -> FilePath {
        let text = try FileError.describing(
            "read the link",
            directory.path(of: name),
            try SystemCall.readLink(name, in: directory.descriptor.rawValue)
        )
        // Not normalized, because the kernel must resolve links before a `..` first.
        return path.removingLastComponent().pushing(FilePath(bytes: text))
    }
}
