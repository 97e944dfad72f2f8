/// What a machine sees as `/` with NFSv4, and so under which paths it mounts what it is served.
public enum NFS4Root: Sendable, Hashable {
    /// Read-only directories that lead to every export: no entry has `fsid=0`.
    case pseudo
    /// This directory, the one of an entry with `fsid=0` that matches: what is not below it is out of reach.
    case directory([UInt8])
    /// Nothing: an entry with `fsid=0`, for one of these directories, takes the place of the pseudo root for everyone,
    /// and none matches the machine.
    case none([[UInt8]])

    /// The path by which an export is mounted with NFSv4.
    ///
    /// - Parameter path: The path of the export on the server.
    /// - Returns: nil where it is out of reach.
    public func path(of path: [UInt8]) -> [UInt8]? {
        let slash = UInt8(ascii: "/")
        switch self {
        case .pseudo: return path
        case .none: return nil
        case .directory([slash]): return path
        case .directory(let root):
            if path == root { return [slash] }
            guard path.starts(with: root), path[root.count] == slash else { return nil }
            return Array(path[root.count...])
        }
    }
}

extension ServedExports {
    /// What a machine sees as `/` with NFSv4.
    public func nfs4Root(for visitor: ExportsVisitor) -> NFS4Root {
        guard hasWrittenRoot else { return .pseudo }
        let roots = entries.filter { entry in
            entry.export.options.flags.contains(.fsid) && entry.export.options.fsid == 0
        }
        if let root = roots.first(where: { visitor.matches($0.export) }) {
            return .directory(root.export.path)
        }
        var seen: Set<[UInt8]> = []
        let paths = roots.map(\.export.path).filter { seen.insert($0).inserted }
        return paths.isEmpty ? .pseudo : .none(paths)
    }
}
