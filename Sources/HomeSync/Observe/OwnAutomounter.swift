import AutomountResolver
import HostFiles
import MountMaps
import SourceText
import SystemFiles
import SystemPackage

/// The automounter of this machine, if it would mount over the homes root.
struct OwnAutomounter {
    private static let program: FilePath = "/usr/sbin/automount"

    let root: RootDirectory
    let settings: SiteSettings

    /// Why nothing may be made in the homes root because of the master map here; nil if it leaves the root alone.
    ///
    /// The lines of autohome count only where automount is installed, because elsewhere the file is for other machines.
    /// `managed` is the text of the managed master map, nil if it does not exist.
    func objection(managed: [UInt8]?) throws(FileError) -> String? {
        let path = settings.automount.master
        let source = MasterMapSource(root: root, managed: path, bytes: managed ?? [])
        var places = [settings.homes.root]
        if let target = try root.target(of: Array(settings.homes.root.utf8))?.path {
            places.append(String(decoding: target, as: UTF8.self))
        }
        let prefix = settings.homes.prefix
        let isInstalled = try root.status(of: Self.program) != nil
        let hasOwnLines = (try? OwnedBlock(in: SourceFile(name: path, bytes: managed ?? []))) != nil
        for mount in Resolver(source: source).startingMounts() where holds(mount.mountPoint, places) {
            if mount.mountPoint == prefix, hasOwnLines, !isInstalled { continue }
            return objection(mount.mountPoint, "the map \(printable(mount.map)) is mounted there")
        }
        guard isInstalled, holds(prefix, places), reads(path, source) else { return nil }
        return objection(prefix, "the line of autohome in \(path) mounts the homes there")
    }

    private func holds(_ mountPoint: String, _ places: [String]) -> Bool {
        places.contains { Array(mountPoint.utf8).isDirectory(holding: Array($0.utf8)) }
    }

    /// Whether automount here reads a master map.
    private func reads(_ path: String, _ source: MasterMapSource) -> Bool {
        var reader = MasterTableReader(source)
        _ = reader.readMasterMap(by: AutofsConfiguration(reading: source))
        return reader.documents.contains { $0.file.name == path }
    }

    private func objection(_ mountPoint: String, _ why: String) -> String {
        let place = printable(mountPoint)
        return
            "\(settings.homes.root) lies on \(place), a mount point in the master map of this machine (\(why)): "
            + "automount hides the homes; set root in [homes] to a path outside of \(place), or remove that mount point "
            + "from the master map of this machine"
    }
}
