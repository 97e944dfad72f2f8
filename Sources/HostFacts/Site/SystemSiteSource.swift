public import AutomountResolver
public import HostFiles
public import MountMaps
public import SiteCheck
public import SourceText
import Synchronization
public import SystemFiles
import SystemPackage

/// The files and facts of the machine below a root, for ``SiteCheck/Site``.
///
/// All functions may block on the disk or on name services, so call them on a thread that may wait.
public final class SystemSiteSource: SiteSource {
    /// What the root contains.
    public let kind: SiteKind
    /// The machine itself.
    public let host: SiteHost
    /// The flags that may differ between the flavors of an export.
    public let perFlavor: ExportFlags

    private let root: RootDirectory
    private let files: RootMapSource
    private let exportsFiles: ExportsFiles
    private let unread = Mutex<[String: FileError]>([:])
    private let environment: SystemExportsEnvironment
    /// The mounted file systems, so as not to look where that would trigger a mount or wait for a server.
    private let mounts: MountTable?

    /// Opens the machine below a root.
    ///
    /// - Parameters:
    ///   - root: The directory to use as `/`.
    ///   - environment: The paths, hosts and netgroups that the machine knows.
    public init(root: RootDirectory, environment: SystemExportsEnvironment) {
        self.root = root
        self.environment = environment
        files = RootMapSource(root: root)
        exportsFiles = ExportsFiles(below: root)
        perFlavor = .perFlavor(below: root)
        kind = Self.kind(of: root)
        host = kind == .host ? RunningHost.facts(root) : SiteHost(name: Self.hostName(files))
        mounts = kind == .host ? Self.text("/proc/self/mountinfo", files).map { MountTable($0) } : nil
    }

    /// Whether name services answered every question; if not, an unknown name may exist.
    public var knowsNames: Bool { environment.nameFailure == nil }

    /// The tables that exportfs reads, in its order.
    public var exportsTables: [SourceFile] { exportsFiles.sources }

    /// Reads the file at an absolute path.
    public func file(at path: String) -> MapFile {
        // If /proc is mounted below another root, it shows this system, not the machine of that root.
        if kind != .host, path.hasPrefix("/proc/"), isMountRoot("/proc") { return .missing }
        guard type(at: path) != "autofs" else {
            return .unreadable(reason: "\(printable(path)) lies on a mount of automount itself")
        }
        do {
            return try files.read(path)
        } catch {
            unread.withLock { $0[path] = error }
            return MapFile(unread: error)
        }
    }

    /// The files that exist and could not be read, sorted by path, without those of the kernel.
    public var failures: [(path: String, error: FileError)] {
        let others = unread.withLock { failures in
            failures.filter { !$0.key.hasPrefix("/proc/") }.map { (path: $0.key, error: $0.value) }
        }
        return (exportsFiles.failures + exportsFiles.deadLinks + others).sorted { $0.path < $1.path }
    }

    /// Returns the names in a directory, in any order; nil if there is no such directory.
    public func names(inDirectory path: String) -> [String]? {
        type(at: path) == "autofs" ? nil : files.names(inDirectory: path)
    }

    /// The text of the symbolic link at a path.
    public func link(at path: String) -> String? {
        guard !isRemote(path), let text = try? root.link(at: FilePath(path)) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the type and permissions of a path; nil if nothing is there, or if looking would trigger a mount.
    public func status(of path: String) -> SiteFileStatus? {
        guard !isRemote(path), let status = try? root.status(of: FilePath(path)) else { return nil }
        let kind: SiteFileStatus.Kind =
            switch status.type {
            case .regular: .file
            case .directory: .directory
            default: .other
            }
        return SiteFileStatus(kind: kind, mode: UInt16(truncatingIfNeeded: status.permissions.rawValue))
    }

    /// Returns what an exported path leads to.
    public func target(of path: [UInt8]) -> ExportTarget { environment.target(of: path) }

    /// Returns the canonical name and the addresses of a host.
    public func host(named name: [UInt8]) -> ResolvedHost? { environment.host(named: name) }

    /// Whether a netgroup, named without `@`, has members.
    public func hasMembers(netgroup: [UInt8]) -> Bool? {
        let hasMembers = environment.hasMembers(netgroup: netgroup)
        return knowsNames ? hasMembers : nil
    }

    /// Whether a path is on an automount mount or a network file system.
    private func isRemote(_ path: String) -> Bool {
        ["autofs", "nfs", "nfs4", "cifs"].contains(type(at: path))
    }

    /// The type of the file system of a path; nil if unknown.
    private func type(at path: String) -> String? {
        mounts?.mount(holding: Array(path.utf8))?.type
    }

    private func isMountRoot(_ path: FilePath) -> Bool {
        ((try? root.status(of: path)) ?? nil)?.isMountRoot ?? false
    }

    private static func kind(of root: RootDirectory) -> SiteKind {
        if (try? root.isMachine()) == true { return .host }
        let names = (try? root.names(in: "/")) ?? []
        let directories = names.map { String(decoding: $0.bytes, as: UTF8.self) }.filter { name in
            guard !name.hasPrefix("."), name != "etc" else { return false }
            return ((try? root.status(of: FilePath("/" + name))) ?? nil)?.type == .directory
        }
        return directories.isEmpty ? .files : .image
    }

    private static func hostName(_ files: RootMapSource) -> String? {
        text("/etc/hostname", files).flatMap(HostNameFile.name).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func text(_ path: String, _ files: RootMapSource) -> [UInt8]? {
        guard case .file(let bytes, _) = files.file(at: path) else { return nil }
        return bytes
    }
}
