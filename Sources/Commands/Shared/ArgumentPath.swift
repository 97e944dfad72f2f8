import Glibc
import SystemFiles
import SystemPackage

/// A file that the command line names.
///
/// It is relative to the working directory of the process; `--root` does not apply.
struct ArgumentPath {
    // Far more than a plan or an exports file with a hundred thousand homes needs.
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

    /// The bytes of the file; nil if it does not exist.
    func contents() throws -> [UInt8]? {
        do {
            return try RootDirectory().read(absolute, limit: Self.limit).bytes
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// The bytes of a file that must exist.
    func requiredContents() throws(FileError) -> [UInt8] {
        try requiredFile().bytes
    }

    /// A file that must exist, with its status.
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
