/// What a machine sees as `/` with NFSv4, which decides the paths by which it can mount exports.
public enum NFS4Root: Sendable, Hashable {
    /// Read-only directories that lead to every export (`support/export/v4root.c: v4root_set`): no entry has `fsid=0`.
    case pseudo
    /// The directory of a matching entry with `fsid=0`: nothing outside it can be reached.
    case directory([UInt8])
    /// Nothing: entries with `fsid=0` for these directories replace the pseudo root for everyone, and none of them
    /// matches the machine; case prec-fsid0-other-clients.
    case none([[UInt8]])

    /// Returns the path by which an export is mounted with NFSv4.
    ///
    /// - Parameter path: The path of the export on the server.
    /// - Returns: The path; nil if the export cannot be reached.
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
    /// Returns what a machine sees as `/` with NFSv4.
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
