public import Homes
import HostFiles
public import MountMaps
import SourceText
public import SystemFiles
import SystemPackage

extension MountTable {
    /// The mounts that this process sees.
    static func ofThisProcess() throws(FileError) -> MountTable {
        MountTable(try RootDirectory().read("/proc/self/mountinfo", limit: FileContents.tableLimit).bytes)
    }
}

/// What is mounted on the way to the homes root and keeps homes from being made there.
struct HomesRootMount {
    let table: MountTable
    /// The homes root as messages name it.
    let shown: String

    /// Why nothing may be made at a path, given as this process sees it, because of an automounter; nil if none is
    /// there.
    func automounterObjection(at path: [UInt8]) -> String? {
        let found = table.triggers.first { isAutomounter($0) && $0.mountPoint.isDirectory(holding: path) }
        guard let found else { return nil }
        let (place, map) = (text(found.mountPoint), text(found.source))
        return
            "\(shown) lies on \(place), where automount of this machine mounts what \(map) says, so homes would not be "
            + "made on the disk: remove the mount point \(place) from the master map of this machine, or set root in "
            + "[homes] to the place of the homes on the disk"
    }

    /// Why nothing may be made on a file system of another machine; nil for any other file system.
    func serverObjection(on mount: MountTable.Mount?) -> String? {
        guard let mount, ["nfs", "nfs4"].contains(mount.type) else { return nil }
        return
            "\(shown) is mounted by NFS from \(text(mount.source)): a file server lets root of other machines change "
            + "no owners (root_squash), so homes cannot be given to their users; run autohome on the file server"
    }

    /// Whether automount(8) made the mount.
    ///
    /// In the same way, systemd mounts one file system of fstab(5) on demand, perhaps the disk of the homes; its source
    /// is `systemd-` and a number (`src/core/automount.c: automount_enter_waiting`).
    private func isAutomounter(_ mount: MountTable.Mount) -> Bool {
        !mount.source.starts(with: "systemd-".utf8)
    }

    private func text(_ bytes: [UInt8]) -> String { printable(String(decoding: bytes, as: UTF8.self)) }
}

extension HomesRoot {
    /// Why nothing may be made in the homes root because of what is mounted there; nil if no mount is in the way.
    ///
    /// Ask this before the root is opened: that would make automount mount something, or wait for a file server.
    ///
    /// - Throws: Errors from reading the mounts, and from following the path.
    public static func mountObjection(
        to settings: HomesSettings,
        in root: RootDirectory
    ) throws(FileError) -> String? {
        let mount = HomesRootMount(table: try MountTable.ofThisProcess(), shown: settings.root)
        guard let top = try RootDirectory().target(of: Array(root.path.string.utf8))?.path else { return nil }
        let whole = (top + Array(settings.root.utf8)).normalisedPath
        if let objection = mount.serverObjection(on: mount.table.mount(at: whole)) { return objection }
        var target = top
        // From the top, so that no path leads through a mount of automount.
        for ancestor in PathAncestors(Array(settings.root.utf8).normalisedPath).reversed() {
            if let objection = mount.automounterObjection(at: (top + ancestor).normalisedPath) {
                return objection
            }
            guard let found = try root.target(of: ancestor)?.path else { return nil }
            target = (top + found).normalisedPath
            if let objection = mount.automounterObjection(at: target) { return objection }
        }
        return mount.serverObjection(on: mount.table.mount(holding: target))
    }
}
