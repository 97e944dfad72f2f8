import SystemFiles
import SystemPackage

/// Walks through the directory of a skeleton, with descriptors and without recursion.
struct SkeletonReader {
    private final class Level {
        let directory: OpenDirectory
        /// The entries that are not read yet, the next one last.
        var remaining: [FileName]

        init(_ directory: consuming OpenDirectory, limit: Int) throws(FileError) {
            remaining = try directory.names(limit: limit).reversed()
            self.directory = directory
        }
    }

    private let limits: Skeleton.Limits
    private var entries: [Skeleton.Entry] = []
    private var bytes = 0
    private var levels: [Level] = []

    init(limits: Skeleton.Limits) {
        self.limits = limits
    }

    /// Reads everything below a directory.
    mutating func read(_ directory: consuming OpenDirectory) throws(FileError) -> [Skeleton.Entry] {
        levels = [try Level(directory, limit: limits.entries)]
        while let level = levels.last {
            if let name = level.remaining.popLast() {
                try read(name, in: level)
            } else {
                levels.removeLast()
            }
        }
        return entries
    }

    private mutating func read(_ name: FileName, in level: Level) throws(FileError) {
        let path = level.directory.path(of: name)
        guard entries.count < limits.entries else {
            throw FileError(
                .tooLarge,
                "the skeleton has more than \(limits.entries) entries, counted up to \(path.printable); remove some"
            )
        }
        guard let status = try level.directory.status(of: name) else { throw FileError.changed(path) }
        let kind: Skeleton.Entry.Kind
        switch status.type {
        case .directory: kind = .directory(permissions: status.safePermissions)
        case .regular: kind = try file(name, in: level, status)
        case .symbolicLink: kind = try link(name, in: level)
        default:
            throw FileError(
                .notRegularFile,
                "\(path.printable) in the skeleton is \(status.type), which cannot be copied; remove it"
            )
        }
        entries.append(Skeleton.Entry(name: name, depth: levels.count - 1, kind: kind))
        if case .directory = kind { try enter(name, in: level) }
    }

    private mutating func enter(_ name: FileName, in level: Level) throws(FileError) {
        guard levels.count < limits.depth else {
            throw FileError(
                .tooLarge,
                "\(level.directory.path(of: name).printable) in the skeleton is nested deeper than "
                    + "\(limits.depth) directories; flatten it"
            )
        }
        levels.append(try Level(try level.directory.openDirectory(named: name), limit: limits.entries))
    }

    private mutating func file(
        _ name: FileName,
        in level: Level,
        _ status: FileStatus
    ) throws(FileError) -> Skeleton.Entry.Kind {
        let contents = try level.directory.read(name, limit: limits.bytes - bytes)
        bytes += contents.bytes.count
        return .file(permissions: status.safePermissions, bytes: contents.bytes)
    }

    private func link(_ name: FileName, in level: Level) throws(FileError) -> Skeleton.Entry.Kind {
        let target = try FileError.describing(
            "read the link",
            level.directory.path(of: name),
            try SystemCall.readLink(name, in: level.directory.descriptor.rawValue)
        )
        return .link(target: target.map { CChar(bitPattern: $0) } + [0])
    }
}

extension FileStatus {
    /// The permissions without the set-user-id and set-group-id bits, as the files get another owner.
    fileprivate var safePermissions: FilePermissions {
        permissions.subtracting([.setUserID, .setGroupID])
    }
}
