import Glibc
import SourceText
import SystemPackage

/// The file of a store, before SQLite opens it.
enum StoreFile {
    /// Checks that the store belongs to the effective user alone, and makes an empty file if there is none.
    ///
    /// The directory, the file, and what SQLite keeps beside it must belong to the effective user, and nobody else may
    /// be able to write to them. So root does not open what another user can prepare, and no name in the directory can
    /// change between this check and the opening. Links lead to the directory only.
    ///
    /// - Parameter path: The path of the file.
    /// - Returns: The path without links, for `SQLITE_OPEN_NOFOLLOW`.
    /// - Throws: `.notOwned`, `.cannotOpen`; `.full` if there is no space for a new file.
    static func prepare(_ path: FilePath) throws(StoreError) -> FilePath {
        guard path.isAbsolute, let name = path.lastComponent else {
            throw StoreError(
                .cannotOpen,
                "\"\(printable(path.string))\" is not the absolute path of a file; begin it with a slash"
            )
        }
        let directory = try resolve(path.removingLastComponent())
        try check(directory, isDirectory: true)
        let file = directory.appending(name)
        for suffix in ["-wal", "-shm", "-journal"] {
            try check(FilePath(file.string + suffix), isDirectory: false)
        }
        if try check(file, isDirectory: false) == false { try create(file) }
        return file
    }

    /// The path without links.
    private static func resolve(_ directory: FilePath) throws(StoreError) -> FilePath {
        guard let resolved = directory.withPlatformString({ realpath($0, nil) }) else {
            let reason = Errno(rawValue: errno)
            let shown = printable(directory.string)
            throw StoreError(
                .cannotOpen,
                "cannot open the directory \(shown) of the store: \(reason); make it, with mode 0700"
            )
        }
        defer { free(resolved) }
        return FilePath(platformString: resolved)
    }

    /// Checks the owner, the mode and the type; false if there is no such file.
    @discardableResult
    private static func check(_ path: FilePath, isDirectory: Bool) throws(StoreError) -> Bool {
        var status = stat()
        let shown = printable(path.string)
        guard path.withPlatformString({ lstat($0, &status) }) == 0 else {
            let reason = Errno(rawValue: errno)
            if reason == .noSuchFileOrDirectory { return false }
            throw StoreError(.cannotOpen, "cannot get the status of \(shown): \(reason)")
        }
        let type = status.st_mode & S_IFMT
        guard type == (isDirectory ? S_IFDIR : S_IFREG) else {
            let found = type == S_IFLNK ? "a symbolic link, which is not followed" : "not a plain file"
            throw StoreError(
                .cannotOpen,
                "\(shown) is \(found); remove it, or set another path for the store"
            )
        }
        guard status.st_uid == geteuid() else {
            throw StoreError(
                .notOwned,
                "\(shown) belongs to user \(status.st_uid), and this process runs as user \(geteuid()); "
                    + "run it as the owner, or set another path for the store"
            )
        }
        guard status.st_mode & 0o022 == 0 else {
            throw StoreError(
                .notOwned,
                "users other than the owner may write to \(shown) (mode \(octal(status.st_mode & 0o7777))); "
                    + "check that its contents are yours, and remove that permission with chmod go-w"
            )
        }
        return true
    }

    private static func octal(_ mode: mode_t) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Makes an empty file that only its owner may read; SQLite gives its mode to the files beside it.
    ///
    /// An existing file must not be opened here: closing it would release the locks of the process (fcntl(2)).
    private static func create(_ path: FilePath) throws(StoreError) {
        do {
            try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: .ownerReadWrite
            ).close()
        } catch Errno.fileExists {
            return
        } catch {
            let full = error as? Errno == .noSpace || error as? Errno == .diskQuotaExceeded
            throw StoreError(
                full ? .full : .cannotOpen,
                "cannot make the store \(printable(path.string)): \(error)"
            )
        }
    }
}
