import AutomountResolver
import HostFacts
import MountMaps
import Synchronization
import SystemFiles

/// Reads the master maps below a root, as if the managed one already existed.
final class MasterMapSource: MapSource {
    private let files: RootMapSource
    private let managed: String
    private let bytes: [UInt8]
    private let failure = Mutex(FileError?.none)

    /// Reads below a root.
    ///
    /// - Parameters:
    ///   - root: The directory used as `/`.
    ///   - managed: The path of the managed master map.
    ///   - bytes: Its current contents; empty if it does not exist.
    init(root: RootDirectory, managed: String, bytes: [UInt8]) {
        files = RootMapSource(root: root)
        self.managed = managed
        self.bytes = bytes
    }

    func file(at path: String) -> MapFile {
        if path == managed { return .file(bytes, isExecutable: false) }
        do {
            return try files.read(path)
        } catch {
            // Automount cannot read a directory or a device either, so this is not a failure.
            if error.code != .notRegularFile { note(error) }
            return .unreadable(reason: error.message)
        }
    }

    func names(inDirectory path: String) -> [String]? {
        var names: Set<String> = []
        do {
            names.formUnion(try files.list(path) ?? [])
        } catch {
            note(error)
        }
        if managed.hasPrefix(path + "/") { names.insert(String(managed.dropFirst(path.utf8.count + 1))) }
        return Array(names)
    }

    /// Throws the first failure: a file or directory that exists but could not be read.
    func check() throws(FileError) {
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func note(_ error: FileError) {
        failure.withLock { $0 = $0 ?? error }
    }
}
