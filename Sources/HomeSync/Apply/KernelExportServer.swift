import HostFacts
import NFSProbe
import SourceText
import Subprocess
import SystemFiles

/// The NFS server of the Linux kernel, which gets its exports from exportfs(8).
public struct KernelExportServer: ExportServer {
    // exportfs resolves every client name, and a dead name server must not block a sync forever.
    private static let reloadTimeout = Duration.seconds(60)
    // Ten thousand bad lines make exportfs print a tenth of this. Only the beginning is shown.
    private static let longestComplaint = 16 << 20
    private static let shownComplaint = 4_096

    /// Makes the server of this machine.
    public init() {}

    /// Whether nfsd has threads, as the kernel reports it.
    public func isRunning() -> Bool {
        guard let root = try? RootDirectory() else { return false }
        return KernelNFSServer.isRunning(below: root)
    }

    /// Runs `exportfs -ra`.
    ///
    /// - Throws: ``SyncError`` with the error output, if exportfs does not end with 0 in time.
    public func reload() async throws(SyncError) {
        do {
            try await withTimeout(Self.reloadTimeout, Self.exportfs)
        } catch let error as SyncError {
            throw error
        } catch {
            throw SyncError(.failed, "exportfs -ra could not be run: \(error)")
        }
    }

    /// Asks mountd over the network whether it offers all of these paths.
    ///
    /// - Throws: `ProbeError` if mountd does not answer.
    public func offers(_ paths: Set<String>) async throws -> Bool? {
        let exports = try await MountProbe().exports(of: "localhost").exports
        return paths.isSubset(of: exports.map { String(decoding: $0.path.bytes, as: UTF8.self) })
    }

    private static func exportfs() async throws {
        let result = try await run(
            .name("exportfs"),
            arguments: ["-ra"],
            environment: .custom(["PATH": "/usr/sbin:/sbin:/usr/bin:/bin", "LC_ALL": "C"]),
            output: .discarded,
            error: .string(limit: longestComplaint)
        )
        guard result.terminationStatus.isSuccess else {
            let complaint = printable(
                result.standardError.split(separator: "\n").joined(separator: "; "),
                limit: shownComplaint
            )
            throw SyncError(.failed, "exportfs -ra ended with \(result.terminationStatus): \(complaint)")
        }
    }
}
