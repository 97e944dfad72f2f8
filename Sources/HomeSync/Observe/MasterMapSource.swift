import AutomountResolver
import HostFacts
import MountMaps
import Synchronization
import SystemFiles

/// Reads the master maps below a root, as if the managed one were there already.
final class MasterMapSource: MapSource {
    private let files: RootMapSource
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
        files = RootMapSource(root: root)
        self.managed = managed
        self.bytes = bytes
    }

    func file(at path: String) -> MapFile {
        if path == managed { return .file(bytes, isExecutable: false) }
        do {
            return try files.read(path)
        } catch {
            // What is no plain file was seen, and automount cannot read it either.
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

    /// Checks that everything that was looked for could be seen.
    func check() throws(FileError) {
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func note(_ error: FileError) {
        failure.withLock { $0 = $0 ?? error }
    }
}
