import Glibc
import MountMaps
import SiteCheck
import SystemFiles
import SystemPackage

/// Facts about the running system.
package enum RunningHost {
    static func facts(_ root: RootDirectory) -> SiteHost {
        SiteHost(
            name: name(),
            addresses: InterfaceAddress.all().map(\.address),
            servesNFS: KernelNFSServer.isRunning(below: root)
        )
    }

    /// Its name; nil if it has none.
    package static func name() -> String? {
        var buffer = [CChar](repeating: 0, count: Int(HOST_NAME_MAX) + 1)
        guard gethostname(&buffer, buffer.count) == 0 else { return nil }
        let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
