public import HostFiles
public import MountMaps
import Synchronization
public import SystemFiles
import SystemPackage

/// The answers that exportfs and rpc.mountd get from the machine they run on, or from a machine below a root.
///
/// Paths are resolved inside the root. With `/`, names come from the system's name services; with any other root, only
/// from its `/etc/hosts` and `/etc/netgroup`. Without these files, no name resolves.
///
/// All functions may block on the disk or on name services, so call them on a thread that may wait.
public final class SystemExportsEnvironment: ExportsEnvironment, Sendable {
    /// The default time limit for all questions to name services together.
    public static let nameLimit = Duration.seconds(30)

    private let root: RootDirectory
    private let names: any HostNames
    private let workingDirectory: [UInt8]
    /// The mounts of the machine below a root other than `/`, as far as its files show them.
    private let recordedMounts: MountTable?
    private let unseen = Mutex(FileError?.none)

    /// Opens the machine below a root.
    ///
    /// - Parameters:
    ///   - root: The directory to use as `/`.
    ///   - workingDirectory: The working directory of exportfs, for relative paths.
    ///   - nameLimit: The time limit for all questions to name services together, starting now.
    /// - Throws: `FileError` if the files with host names below the root exist and cannot be read.
    public init(
        root: RootDirectory,
        workingDirectory: [UInt8] = [UInt8(ascii: "/")],
        nameLimit: Duration = SystemExportsEnvironment.nameLimit
    ) throws(FileError) {
        self.root = root
        self.workingDirectory = workingDirectory
        recordedMounts = MountTable(recordedBelow: root)
        names = try root.isMachine() ? SystemHostNames(limit: nameLimit) : try FileHostNames(below: root)
    }

    /// Why answers may be wrong: name services did not answer in time; nil if they did.
    public var nameFailure: HostNamesFailure? { names.failure }

    /// The first path that could not be looked at; nil if there is none.
    public var pathFailure: FileError? { unseen.withLock { $0 } }

    /// Returns what a path leads to.
    public func target(of path: [UInt8]) -> ExportTarget {
        let slash = UInt8(ascii: "/")
        guard !path.isEmpty else { return .missing }
        let whole = path.first == slash ? path : workingDirectory + [slash] + path
        do {
            guard let target = try root.target(of: whole) else { return .missing }
            return target.type == .directory ? .directory(target.path) : .notDirectory(target.path)
        } catch {
            unseen.withLock { $0 = $0 ?? error }
            return .missing
        }
    }

    /// Returns the canonical name and the addresses of a host.
    public func host(named name: [UInt8]) -> ResolvedHost? {
        names.host(named: name)
    }

    /// Whether a netgroup, named without `@`, is defined and has any member.
    public func hasMembers(netgroup: [UInt8]) -> Bool {
        names.hasHosts(netgroup)
    }

    /// Returns the machine with an address, with the names that rpc.mountd would find for it.
    public func visitor(from address: NetworkAddress) -> ExportsVisitor {
        ExportsVisitor(address: address, names: names(of: address)) { [names] host, netgroup in
            names.isMember(host, of: netgroup)
        }
    }

    /// Whether a file system is mounted on a directory, decided as in `support/misc/mountpoint.c: check_is_mountpoint`
    /// of nfs-utils: its parent is on another device, or is the directory itself.
    ///
    /// Below another root the file systems are not mounted. Whether they are on its machine, its own
    /// `/proc/self/mountinfo` says.
    ///
    /// - Returns: nil if that is not known.
    public func isMountPoint(_ path: [UInt8]) -> Bool? {
        do {
            let here = try root.target(of: path)
            if let here, let above = try root.target(of: path + "/..".utf8),
                here.identity.device != above.identity.device
                    || here.identity.inode == above.identity.inode
            {
                return true
            }
            if try root.isMachine() { return false }
            return recordedMounts.map { $0.mount(at: here?.path ?? path) != nil }
        } catch {
            unseen.withLock { $0 = $0 ?? error }
            return false
        }
    }

    private func names(of address: NetworkAddress) -> VisitorNames {
        guard let name = names.name(of: address) else { return VisitorNames(name: nil) }
        return VisitorNames(
            name: name,
            aliases: names.aliases(of: name),
            nameOfName: NetworkAddress(strict: name[...]).flatMap(names.name)
        )
    }
}
