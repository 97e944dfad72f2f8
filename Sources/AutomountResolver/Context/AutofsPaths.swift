import HostFiles

/// Where the autofs of a distribution has its files.
///
/// Debian and Red Hat have the master map, the maps and `autofs.conf` in `/etc`; Arch, Gentoo and Void in `/etc/autofs`
/// (`--with-mapdir` and `--with-confdir` of autofs). What Debian has in `/etc/default/autofs` is `/etc/sysconfig/autofs` on
/// Red Hat.
package struct AutofsPaths: Sendable, Hashable {
    /// The directory of the master map and of maps that are given by name.
    package let directory: String
    /// The file with which the service starts automount.
    package let service: String

    /// The files with settings; a later one wins.
    package var settings: [String] { ["\(directory)/autofs.conf", service] }

    /// Finds out which files there are; without any, those of Debian count.
    package init(in source: some MapSource) {
        func isThere(_ path: String) -> Bool { source.file(at: path) != .missing }
        let (usual, other) = ("/etc", "/etc/autofs")
        let names = ["auto.master", "autofs.conf"]
        let isUsual = names.contains { isThere("\(usual)/\($0)") }
        directory = isUsual || !names.contains { isThere("\(other)/\($0)") } ? usual : other
        let (debian, redHat) = ("/etc/default/autofs", "/etc/sysconfig/autofs")
        service = !isThere(debian) && isThere(redHat) ? redHat : debian
    }
}

extension AutomountArguments {
    /// The arguments in the file of the service that is there.
    package init(reading source: some MapSource) {
        guard case .file(let bytes, _) = source.file(at: AutofsPaths(in: source).service) else {
            self.init()
            return
        }
        self.init(environmentFile: bytes)
    }
}
