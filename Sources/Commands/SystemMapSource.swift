internal import AutomountResolver
internal import HomeSync
internal import SourceText
internal import SystemFiles
internal import SystemPackage

/// Maps and configuration as they stand below a root.
struct SystemMapSource: MapSource {
    let root: RootDirectory

    func file(at path: String) -> MapFile {
        do {
            guard let status = try root.status(of: FilePath(path)) else { return .missing }
            switch status.type {
            case .regular:
                let contents = try root.read(FilePath(path), limit: ManagedFile.largest)
                return .file(
                    contents.bytes,
                    isExecutable: contents.status.permissions.contains(.ownerExecute)
                )
            case .directory: return .directory
            default: return .unreadable
            }
        } catch {
            return error.code == .notFound ? .missing : .unreadable
        }
    }

    func names(inDirectory path: String) -> [String]? {
        try? root.names(in: FilePath(path)).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}
