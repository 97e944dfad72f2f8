public import Homes
import HostFiles
public import MountMaps
import SourceText
public import SystemFiles
import SystemPackage

extension HomesRoot {
    private static let fileSystems = FilePath("/etc/fstab")

    /// Refuses a homes root that fstab(5) wants mounted and that is not.
    ///
    /// - Throws: `.sentinelMissing`, and errors from reading fstab.
    public static func requireMount(of settings: HomesSettings, in root: RootDirectory) throws(FileError) {
        guard try root.isMachine(), try root.status(of: fileSystems) != nil else { return }
        let file = SourceFile(name: fileSystems.string, bytes: try root.read(fileSystems).bytes)
        guard FileSystemTable(file).entry(at: Array(settings.root.utf8)) != nil,
            try root.status(of: FilePath(settings.root))?.isMountRoot == false
        else { return }
        throw FileError(
            .sentinelMissing,
            "\(settings.root) is in /etc/fstab and is not mounted; run mount \(settings.root), and then this command again"
        )
    }

    /// How many directories the root holds that could be homes.
    public func directoryCount() throws(FileError) -> Int {
        var count = 0
        for name in try directory.names() {
            guard let text = String(validating: name.bytes, as: UTF8.self), HomePlanner.couldBeHome(text),
                try status(of: name)?.type == .directory
            else { continue }
            count += 1
        }
        return count
    }
}
