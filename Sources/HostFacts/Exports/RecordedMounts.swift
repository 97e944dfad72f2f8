import HostFiles
import MountMaps
import SystemFiles
import SystemPackage

extension MountTable {
    /// Reads the mounts of the machine below a root from its `/proc/self/mountinfo`.
    ///
    /// If `/proc` is mounted below the root, it shows the mounts of this system, and nothing is known of that machine.
    init?(recordedBelow root: RootDirectory) {
        guard ((try? root.status(of: "/proc")) ?? nil)?.isMountRoot != true,
            let contents = try? root.read("/proc/self/mountinfo", limit: FileContents.tableLimit)
        else { return nil }
        self.init(contents.bytes)
    }
}

extension SystemExportsEnvironment {
    /// Whether the directory of an export may appear with the file system of its `mountpoint=`.
    func mayAppear(_ export: ExportsTable.Export) -> Bool {
        guard let point = export.requiredMountPoint, isMountPoint(point) == nil else { return false }
        return export.path == point || export.path.starts(with: point + "/".utf8)
    }
}
