import SourceText
public import SystemFiles
import SystemPackage

/// The NFS server of the Linux kernel, as `/proc` shows it.
public enum KernelNFSServer {
    /// Whether it has threads, so that it serves somebody.
    ///
    /// `/proc/fs/nfsd/threads` (nfsd(7)) counts those of this network namespace, but is there only where the file system
    /// nfsd is mounted. Elsewhere the line `th` of `/proc/net/rpc/nfsd` counts them.
    ///
    /// - Parameter root: The directory that stands for `/`.
    /// - Returns: False also where no server is in the kernel.
    public static func isRunning(below root: RootDirectory) -> Bool {
        if let threads = try? root.read("/proc/fs/nfsd/threads").bytes { return isMoreThanNone(threads) }
        guard let statistics = try? root.read("/proc/net/rpc/nfsd").bytes else { return false }
        let line = statistics.split(separator: .lineFeed).first { $0.starts(with: "th ".utf8) }
        return line.map { isMoreThanNone($0.dropFirst(3).prefix { $0 != .blank }) } ?? false
    }

    private static func isMoreThanNone(_ number: some Sequence<UInt8>) -> Bool {
        number.contains { (0x31...0x39).contains($0) }
    }
}
