import CLinux
import Glibc
public import SystemPackage

/// The directory used as `/`: every path is resolved inside it, and no path leads out of it.
///
/// With `/` these are the files of the running system, with another directory those of an image. `..` and all links,
/// even absolute ones, are resolved as if the process had called chroot(2) (openat2(2) with `RESOLVE_IN_ROOT`). Mounted
/// file systems below it are entered.
public final class RootDirectory: Sendable {
    let descriptor: Descriptor
    /// The path of the directory, as the process sees it.
    public let path: FilePath

    /// Opens the directory to use as `/`.
    ///
    /// The path itself is trusted: links in it may lead anywhere.
    ///
    /// - Parameter path: The path of the directory, as the process sees it.
    /// - Throws: `.notFound`, `.notDirectory`, `.denied`.
    public init(_ path: FilePath = "/") throws(FileError) {
        self.path = path
        descriptor = try FileError.describing(
            "open the root directory",
            path,
            try SystemCall.openTrusted(path, O_RDONLY | O_DIRECTORY)
        )
    }

    /// Whether this is the root directory of the running machine, and not of an image.
    public func isMachine() throws(FileError) -> Bool {
        try status(of: "/")?.identity == RootDirectory().status(of: "/")?.identity
    }

    /// Reads a plain file; links to it are followed.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the file.
    ///   - limit: The most bytes it may have.
    /// - Returns: Its bytes and its status.
    /// - Throws: `.notFound` if there is none, `.notRegularFile` for directories, pipes and devices,
    ///   `.tooLarge` beyond the limit.
    public func read(
        _ path: FilePath,
        limit: Int = FileContents.defaultLimit
    ) throws(FileError) -> FileContents {
        try FileContents(of: try openPlainFile(path), path: shown(path), limit: limit)
    }

    /// Opens a plain file for reading; links to it are followed.
    func openPlainFile(_ path: FilePath) throws(FileError) -> Descriptor {
        // Check the type first, because opening a device can have side effects.
        if let status = try status(of: path) { try FileContents.check(status, shown(path)) }
        return try open(path, "read", FileContents.openFlags)
    }

    /// The status of the file that a path leads to; nil if there is none.
    ///
    /// Links are followed.
    public func status(of path: FilePath) throws(FileError) -> FileStatus? {
        do {
            guard let file = try openIfThere(path, "get the status of", CInt(CLinux_O_PATH.rawValue)) else {
                return nil
            }
            return try FileError.describing(
                "get the status of",
                shown(path),
                try SystemCall.status(of: file.rawValue)
            )
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    /// The names in a directory, sorted by their bytes.
    public func names(in path: FilePath) throws(FileError) -> [FileName] {
        try openDirectory(path).names()
    }

    /// Opens a directory; links to it are followed, but links below it are not.
    public func openDirectory(_ path: FilePath) throws(FileError) -> OpenDirectory {
        OpenDirectory(try open(path, "open the directory", O_RDONLY | O_DIRECTORY), path: shown(path))
    }

    /// The path as the process sees it, for messages only.
    func shown(_ path: FilePath) -> FilePath {
        guard self.path != "/" else { return path }
        // Joined as bytes, because working with path components takes longer than reading a small file.
        let text = self.path.withPlatformString { root in
            path.withPlatformString { path in
                Array(UnsafeBufferPointer(start: root, count: self.path.length))
                    + UnsafeBufferPointer(start: path, count: strlen(path) + 1)
            }
        }
        return FilePath(platformString: text)
    }

    private func open(
        _ path: FilePath,
        _ operation: String,
        _ flags: CInt
    ) throws(FileError) -> Descriptor {
        guard let file = try openIfThere(path, operation, flags) else {
            throw FileError(operation, shown(path), .noSuchFileOrDirectory)
        }
        return file
    }

    /// Opens the file that a path leads to; nil if there is none, without making an error message.
    private func openIfThere(
        _ path: FilePath,
        _ operation: String,
        _ flags: CInt
    ) throws(FileError) -> Descriptor? {
        guard path.isAbsolute else {
            throw FileError(
                .unsafeName,
                "\"\(path.printable)\" is not an absolute path; begin it with a slash"
            )
        }
        do {
            let text = path.withPlatformString {
                Array(UnsafeBufferPointer(start: $0, count: path.length + 1))
            }
            return try SystemCall.open(text, in: descriptor.rawValue, .inRoot, flags)
        } catch {
            if error == .noSuchFileOrDirectory { return nil }
            let code: FileError.Code? = error == .tooManySymbolicLinkLevels ? .tooManyLinks : nil
            throw FileError(operation, shown(path), error, code: code)
        }
    }
}
