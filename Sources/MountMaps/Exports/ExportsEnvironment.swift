public import HostFiles

/// What exportfs asks the machine it runs on while it reads the tables.
public protocol ExportsEnvironment {
    /// Returns what a path leads to.
    func target(of path: [UInt8]) -> ExportTarget
    /// Returns the canonical name and the addresses of a host; nil if no name service knows it.
    ///
    /// Called only for names, never for addresses.
    func host(named name: [UInt8]) -> ResolvedHost?
    /// Whether a host unknown here may be known on the machine that uses the tables; it is then kept under its name.
    func mayKnow(host name: [UInt8]) -> Bool
}

extension ExportsEnvironment {
    /// False: exportfs leaves out a host that it cannot resolve.
    public func mayKnow(host name: [UInt8]) -> Bool { false }
}

/// What an exported path leads to after resolving links, `.` and `..`.
public enum ExportTarget: Sendable, Hashable {
    /// A directory, with its real path.
    case directory([UInt8])
    /// Something else, with its real path.
    case notDirectory([UInt8])
    /// Nothing: the path stays as written.
    case missing
}
