import Glibc
import SystemFiles
import SystemPackage

/// A file that the command line names: it is the caller's own, taken from the working directory of the process
/// and not below `--root`.
struct ArgumentPath {
    // A plan of a hundred thousand homes and an exports table of the same size fit in with room to spare.
    static let limit = 256 << 20

    /// The name as given, for messages.
    let name: String
    /// The absolute path.
    let absolute: FilePath

    init(_ name: String) throws {
        self.name = name
        let path = FilePath(name)
        absolute = path.isAbsolute ? path : try Self.workingDirectory().pushing(path)
    }

    /// The bytes of the file; nil where there is none.
    func contents() throws -> [UInt8]? {
        do {
            return try RootDirectory().read(absolute, limit: Self.limit).bytes
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// The bytes of a file that must be there.
    func requiredContents() throws(FileError) -> [UInt8] {
        try requiredFile().bytes
    }

    /// A file that must be there, with its status.
    func requiredFile() throws(FileError) -> FileContents {
        try RootDirectory().read(absolute, limit: Self.limit)
    }

    /// The absolute path of the working directory.
    static func workingDirectory() throws -> FilePath {
        guard let path = getcwd(nil, 0) else { throw Errno(rawValue: errno) }
        defer { free(path) }
        return FilePath(platformString: path)
    }
}
