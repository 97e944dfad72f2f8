import Homes
import HostFiles
import SystemFiles

/// Remembers which homes are mount points of their own, so that an unmounted one is not taken for an empty or a new
/// one.
struct MountRecording {
    let homes: HomesRoot

    /// Records the mount points that have no record yet, or another one.
    func run() throws(FileError) {
        var found: [FileName: HomeMount] = [:]
        var table: MountTable?
        let known = try homes.mounts()
        for name in try homes.directory.names() {
            let text = String(decoding: name.bytes, as: UTF8.self)
            guard HomePlanner.couldBeHome(text), let status = try homes.status(of: name),
                status.type == .directory, homes.isMountPoint(status)
            else { continue }
            let mounted = if let table { table } else { try MountTable.ofThisProcess() }
            table = mounted
            let mount =
                status.mountID.flatMap { mounted.mount(withID: $0) }.map { HomeMount($0) } ?? HomeMount()
            if known[text] != mount { found[name] = mount }
        }
        try homes.record(found)
    }
}

extension HomeMount {
    fileprivate init(_ mount: MountTable.Mount) {
        self.init(type: mount.type, source: String(validating: mount.source, as: UTF8.self))
    }
}
