public import AutomountResolver
import HostFiles
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
            return MapFile(unread: error)
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

    /// The text of the symbolic link at a path; nil if it is not a link, and below what automount or another machine
    /// serves.
    public func link(at path: String) -> String? {
        if (try? root.isMachine()) == true {
            let table =
                (try? root.contents(of: "/proc/self/mountinfo", limit: FileContents.tableLimit)) ?? nil
            let type = table.flatMap { MountTable($0).mount(holding: Array(path.utf8))?.type } ?? ""
            guard !["autofs", "nfs", "nfs4", "cifs"].contains(type), !type.hasPrefix("fuse") else {
                return nil
            }
        }
        let text = (try? root.link(at: FilePath(path))) ?? nil
        return text.map { String(decoding: $0, as: UTF8.self) }
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

extension MapFile {
    /// What is at a path that could not be read; unless it is a plain file, automount as root fails too.
    init(unread error: FileError) {
        let isCertain = error.code == .notRegularFile || error.code == .tooManyLinks
        self = isCertain ? .unusable(reason: error.message) : .unreadable(reason: error.message)
    }
}
