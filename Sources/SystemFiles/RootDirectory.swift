import CLinux
import Glibc
public import SystemPackage

/// The directory that stands for `/`: every path is resolved inside it and none leads out of it.
///
/// With `/` these are the files of the running system; with another directory those of a golden image. Links,
/// absolute ones too, and `..` are resolved as if the process had called chroot(2) (openat2(2) with
/// `RESOLVE_IN_ROOT`). Mounted file systems below it are entered.
public final class RootDirectory: Sendable {
    let descriptor: Descriptor
    /// Where the directory is for the process.
    public let path: FilePath

    /// Opens the directory that stands for `/`.
    ///
    /// The path itself is trusted.
    ///
    /// - Parameter path: Where the directory is for the process.
    /// - Throws: `.notFound`, `.notDirectory`, `.denied`.
    public init(_ path: FilePath = "/") throws(FileError) {
        self.path = path
        descriptor = try FileError.describing(
            "open the root directory",
            path,
            try SystemCall.openTrusted(path, O_RDONLY | O_DIRECTORY)
        )
    }

    /// Whether this is the root of the running machine, and not of an image, however its path is written.
    public func isMachine() throws(FileError) -> Bool {
        try status(of: "/")?.identity == RootDirectory().status(of: "/")?.identity
    }

    /// Reads a plain file; links to it are followed.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the file.
    ///   - limit: The most bytes it may have.
    /// - Returns: Its bytes and its status.
    /// - Throws: `.notFound` where there is none, `.notRegularFile` for directories, pipes and devices,
    ///   `.tooLarge` beyond the limit.
    public func read(
        _ path: FilePath,
        limit: Int = FileContents.defaultLimit
    ) throws(FileError) -> FileContents {
        try FileContents(of: try openPlainFile(path), path: shown(path), limit: limit)
    }

    /// Opens a plain file to be read; links to it are followed.
    func openPlainFile(_ path: FilePath) throws(FileError) -> Descriptor {
        // Looked at first, because opening a device can already set something off.
        if let status = try status(of: path) { try FileContents.check(status, shown(path)) }
        return try open(path, "read", FileContents.openFlags)
    }

    /// The status of what a path leads to, nil where there is nothing; links are followed.
    public func status(of path: FilePath) throws(FileError) -> FileStatus? {
        do {
            guard let file = try openIfThere(path, "look at", CInt(CLinux_O_PATH.rawValue)) else {
                return nil
            }
            return try FileError.describing("look at", shown(path), try SystemCall.status(of: file.rawValue))
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    /// The names in a directory in the order of their bytes.
    public func names(in path: FilePath) throws(FileError) -> [FileName] {
        try openDirectory(path).names()
    }

    /// Opens a directory; links to it are followed, nothing below it is.
    public func openDirectory(_ path: FilePath) throws(FileError) -> OpenDirectory {
        OpenDirectory(try open(path, "open the directory", O_RDONLY | O_DIRECTORY), path: shown(path))
    }

    /// The path as the process would write it, for messages only.
    func shown(_ path: FilePath) -> FilePath {
        guard self.path != "/" else { return path }
        // Not by components: what is generic in them takes longer to prepare than a small file to read.
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

    /// Opens what a path leads to; nil where there is nothing, which is no failure and needs no words.
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
