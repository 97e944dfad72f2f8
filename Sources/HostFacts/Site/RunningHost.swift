import Glibc
import MountMaps
import SiteCheck
import SystemFiles
import SystemPackage

/// What the running system says of itself.
enum RunningHost {
    static func facts(_ root: RootDirectory) -> SiteHost {
        SiteHost(name: name(), addresses: InterfaceAddress.all().map(\.address), servesNFS: servesNFS(root))
    }

    private static func name() -> String? {
        var buffer = [CChar](repeating: 0, count: Int(HOST_NAME_MAX) + 1)
        guard gethostname(&buffer, buffer.count) == 0 else { return nil }
        let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the kernel's server has threads.
    private static func servesNFS(_ root: RootDirectory) -> Bool {
        guard let threads = try? root.read("/proc/fs/nfsd/threads").bytes else { return false }
        return threads.contains { (0x31...0x39).contains($0) }
    }
}
