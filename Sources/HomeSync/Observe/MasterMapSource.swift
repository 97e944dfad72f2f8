import AutomountResolver
import MountMaps
import Synchronization
import SystemFiles
import SystemPackage

/// Reads the master maps below a root, as if the managed one were there already.
final class MasterMapSource: MapSource {
    private let root: RootDirectory
    private let managed: String
    private let bytes: [UInt8]
    private let failure = Mutex(FileError?.none)

    /// Reads below a root.
    ///
    /// - Parameters:
    ///   - root: The directory that stands for `/`.
    ///   - managed: The path of the managed master map.
    ///   - bytes: What it holds now; empty where it is not there.
    init(root: RootDirectory, managed: String, bytes: [UInt8]) {
        self.root = root
        self.managed = managed
        self.bytes = bytes
    }

    func file(at path: String) -> MapFile {
        if path == managed { return .file(bytes, isExecutable: false) }
        let found = seen { () throws(FileError) -> MapFile in
            switch try root.status(of: FilePath(path))?.type {
            case .regular:
                let contents = try root.read(FilePath(path), limit: FileContents.tableLimit)
                return .file(contents.bytes, isExecutable: false)
            case .directory: return .directory
            case nil: return .missing
            case let type?: return .unreadable(reason: "\(path) is \(type), not a plain file")
            }
        }
        return found ?? .unreadable(reason: "\(path) cannot be read")
    }

    func names(inDirectory path: String) -> [String]? {
        let own = managed.hasPrefix(path + "/") ? String(managed.dropFirst(path.utf8.count + 1)) : nil
        let found = seen { () throws(FileError) -> [String] in
            guard try root.status(of: FilePath(path))?.type == .directory else { return [] }
            return try root.names(in: FilePath(path)).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        let names = Set(found ?? [])
        return Array(own.map { names.union([$0]) } ?? names)
    }

    /// Checks that everything that was looked for could be seen.
    func check() throws(FileError) {
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func seen<Value>(_ look: () throws(FileError) -> Value) -> Value? {
        do {
            return try look()
        } catch {
            if error.code != .notDirectory { failure.withLock { $0 = $0 ?? error } }
            return nil
        }
    }
}
