import SourceText
public import SystemFiles
import SystemPackage

/// The state of the Linux kernel's NFS server in `/proc`.
public enum KernelNFSServer {
    /// Whether the server is running, that is, has threads.
    ///
    /// `/proc/fs/nfsd/threads` (nfsd(7)) contains the number of threads in this network namespace, but exists only
    /// while the nfsd file system is mounted. Otherwise the `th` line of `/proc/net/rpc/nfsd` contains it.
    ///
    /// - Parameter root: The directory to use as `/`.
    /// - Returns: False also if the kernel has no NFS server.
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
