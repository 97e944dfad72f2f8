import HostFiles
package import SystemFiles
import SystemPackage

/// The name by which clients know a server.
package enum ServerName {
    private static let fileLimit = 1 << 16

    /// The fully qualified name of a machine, or its short name if it has no other.
    ///
    /// This blocks: the running machine asks its name services. Below another root, only `/etc/hostname` is read.
    ///
    /// - Parameter root: The root directory of the machine.
    /// - Returns: The name; nil if the machine has none.
    /// - Throws: The error from reading `/etc/hostname`.
    package static func proposal(below root: RootDirectory) throws(FileError) -> String? {
        guard try root.isMachine() else {
            let file = try root.contents(of: "/etc/hostname", limit: fileLimit)
            return file.flatMap(HostNameFile.name).map { String(decoding: $0, as: UTF8.self) }
        }
        guard let name = RunningHost.name() else { return nil }
        let canonical = NameServiceCall.host(named: Array(name.utf8))?.name
        // Name services may know the machine as "localhost" too.
        guard !name.contains("."), let canonical, canonical.starts(with: Array((name + ".").utf8)) else {
            return name
        }
        return String(decoding: canonical, as: UTF8.self)
    }
}
