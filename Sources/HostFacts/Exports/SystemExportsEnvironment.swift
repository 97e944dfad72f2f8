public import HostFiles
public import MountMaps
import Synchronization
public import SystemFiles
import SystemPackage

/// What exportfs and rpc.mountd ask of the machine they run on, or would ask of the one that lies below a root.
///
/// Paths are resolved inside the root. With `/` names come from the system's name services; below any other root
/// from its `/etc/hosts` and `/etc/netgroup` alone, so that where these are absent nothing resolves.
///
/// All functions may block, on the disk or on name services: call them on a thread that may wait.
public final class SystemExportsEnvironment: ExportsEnvironment, Sendable {
    /// How long name services have for all questions together, unless the caller says otherwise.
    public static let nameLimit = Duration.seconds(30)

    private let root: RootDirectory
    private let names: any HostNames
    private let workingDirectory: [UInt8]
    private let unseen = Mutex(FileError?.none)

    /// Looks at the machine below a root.
    ///
    /// - Parameters:
    ///   - root: The directory that stands for `/`.
    ///   - workingDirectory: Where exportfs would be run, which is what relative paths begin at.
    ///   - nameLimit: How long name services have for all questions together, from now on.
    /// - Throws: Where the files with names below the root are there and cannot be read.
    public init(
        root: RootDirectory,
        workingDirectory: [UInt8] = [UInt8(ascii: "/")],
        nameLimit: Duration = SystemExportsEnvironment.nameLimit
    ) throws(FileError) {
        self.root = root
        self.workingDirectory = workingDirectory
        names = try root.isMachine() ? SystemHostNames(limit: nameLimit) : try FileHostNames(below: root)
    }

    /// Why what was answered may be wrong: name services that gave no answer in time; nil where all is well.
    public var nameFailure: HostNamesFailure? { names.failure }

    /// The first path of which could not be told what is there; nil where all could.
    public var pathFailure: FileError? { unseen.withLock { $0 } }

    /// What a path leads to.
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

    /// The canonical name and the addresses of a host.
    public func host(named name: [UInt8]) -> ResolvedHost? {
        names.host(named: name)
    }

    /// Whether a netgroup, named without `@`, is defined and has any member.
    public func hasMembers(netgroup: [UInt8]) -> Bool {
        names.hasHosts(netgroup)
    }

    /// A machine that asks from an address, with the names that rpc.mountd would learn from that.
    public func visitor(from address: NetworkAddress) -> ExportsVisitor {
        ExportsVisitor(address: address, names: names(of: address)) { [names] host, netgroup in
            names.isMember(host, of: netgroup)
        }
    }

    /// Whether a file system is mounted on a directory, as nfs-utils tells it: by the device, or as the root.
    public func isMountPoint(_ path: [UInt8]) -> Bool {
        do {
            let up = path + "/..".utf8
            guard let here = try root.target(of: path), let above = try root.target(of: up) else {
                return false
            }
            return here.identity.device != above.identity.device
                || here.identity.inode == above.identity.inode
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
