import SystemFiles
import SystemPackage

/// The UUID of a file system, as udev(7) links it in `/dev/disk/by-uuid`.
enum FileSystemUUID {
    private static let links = FilePath("/dev/disk/by-uuid")

    /// Finds the UUID of the file system on a device; nil if there is no link to the device.
    ///
    /// File systems without a device of their own, such as btrfs, ZFS and tmpfs, have none.
    static func find(device: UInt64) -> String? {
        guard let machine = try? RootDirectory(), let names = try? machine.names(in: links) else {
            return nil
        }
        for name in names {
            guard let text = String(validating: name.bytes, as: UTF8.self),
                let status = try? machine.status(of: links.appending(text)),
                status.specialDevice == device
            else { continue }
            return text
        }
        return nil
    }
}
