public import AutomountResolver
public import SystemFiles
import SystemPackage

/// Maps and configuration files below a root.
public struct RootMapSource: MapSource {
    private let root: RootDirectory

    /// Reads below a root; symbolic links are resolved inside it and cannot lead out of it.
    public init(root: RootDirectory) {
        self.root = root
    }

    /// Reads the file at an absolute path.
    public func file(at path: String) -> MapFile {
        do {
            return try read(path)
        } catch {
            return .unreadable(reason: error.message)
        }
    }

    /// Reads the file at an absolute path.
    ///
    /// - Throws: `FileError` if it exists and cannot be read.
    package func read(_ path: String) throws(FileError) -> MapFile {
        do {
            guard let status = try root.status(of: FilePath(path)) else { return .missing }
            switch status.type {
            case .directory: return .directory
            // Any other kind of file cannot be read; this gives the reason.
            default:
                let contents = try root.read(FilePath(path), limit: FileContents.tableLimit)
                return .file(
                    contents.bytes,
                    isExecutable: contents.status.permissions.contains(.ownerExecute)
                )
            }
        } catch {
            guard error.code == .notFound || error.code == .notDirectory else { throw error }
            return .missing
        }
    }

    /// Returns the names in a directory, in any order; nil if there is no such directory.
    public func names(inDirectory path: String) -> [String]? {
        (try? list(path)) ?? nil
    }

    /// Returns the names in a directory, in any order; nil if there is no such directory.
    ///
    /// - Throws: `FileError` if it exists and cannot be listed.
    package func list(_ directory: String) throws(FileError) -> [String]? {
        do {
            return try root.names(in: FilePath(directory)).map { String(decoding: $0.bytes, as: UTF8.self) }
        } catch {
            guard error.code == .notFound || error.code == .notDirectory else { throw error }
            return nil
        }
    }
}
