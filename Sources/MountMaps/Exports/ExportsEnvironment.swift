public import HostFiles

/// What exportfs asks of the machine it runs on while it reads the tables.
public protocol ExportsEnvironment {
    /// What a path leads to.
    func target(of path: [UInt8]) -> ExportTarget
    /// The canonical name and the addresses of a host; nil where no source knows it.
    ///
    /// Only names are asked for, never addresses.
    func host(named name: [UInt8]) -> ResolvedHost?
    /// Whether a host that no source knows may be known where the tables are used; it is taken up then, by its name.
    func mayKnow(host name: [UInt8]) -> Bool
}

extension ExportsEnvironment {
    /// exportfs leaves a host out that it cannot resolve.
    public func mayKnow(host name: [UInt8]) -> Bool { false }
}

/// What an exported path leads to, with links, `.` and `..` resolved.
public enum ExportTarget: Sendable, Hashable {
    /// A directory, with its real path.
    case directory([UInt8])
    /// Something else, with its real path.
    case notDirectory([UInt8])
    /// Nothing: the path stays as written.
    case missing
}
