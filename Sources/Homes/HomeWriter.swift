import Glibc
import SystemFiles
import SystemPackage

/// Writes one home into a stage: a copy of the skeleton that belongs to the owner of the home.
struct HomeWriter: ~Copyable {
    private let home: HomeSpecification
    private let durable: Bool
    /// The open directories, from the home down to the current directory.
    private var directories = DescriptorStack()
    /// The permissions that each open directory gets when it is complete.
    private var permissions: [FilePermissions] = []

    private init(_ home: HomeSpecification, durable: Bool) {
        self.home = home
        self.durable = durable
    }

    /// Makes the home.
    ///
    /// - Parameters:
    ///   - home: The home to make.
    ///   - skeleton: Its initial contents.
    ///   - stage: The directory to make it in.
    ///   - durable: Whether to call fsync(2) for each file and directory.
    /// - Returns: The status of the new directory.
    /// - Throws: Errors of the disk; then a part of the home may exist.
    static func write(
        _ home: HomeSpecification,
        _ skeleton: Skeleton,
        in stage: CInt,
        durable: Bool
    ) throws(Errno) -> FileStatus {
        var writer = HomeWriter(home, durable: durable)
        try writer.makeDirectory(home.name, in: stage, home.permissions)
        for entry in skeleton.entries {
            while writer.directories.count > entry.depth + 1 { try writer.finishDirectory() }
            try writer.write(entry)
        }
        while writer.directories.count > 1 { try writer.finishDirectory() }
        let status = try SystemCall.status(of: writer.directories[0])
        try writer.finishDirectory()
        return status
    }

    private mutating func write(_ entry: Skeleton.Entry) throws(Errno) {
        let parent = directories[entry.depth]
        switch entry.kind {
        case .directory(let permissions):
            try makeDirectory(entry.name, in: parent, permissions)
        case .file(let permissions, let bytes):
            try makeFile(entry.name, in: parent, permissions, bytes)
        case .link(let target):
            try SystemCall.makeLink(entry.name, in: parent, target: target)
            try SystemCall.setOwner(ofLink: entry.name, in: parent, uid: home.uid, gid: home.gid)
        }
    }

    private func makeFile(
        _ name: FileName,
        in parent: CInt,
        _ permissions: FilePermissions,
        _ bytes: [UInt8]
    ) throws(Errno) {
        let file = try SystemCall.create(name, in: parent, mode: 0o600)
        try SystemCall.write(bytes, to: file.rawValue)
        try SystemCall.setOwner(of: file.rawValue, uid: home.uid, gid: home.gid)
        // Set the mode again, because the umask of the process may have removed bits when the file was created.
        try SystemCall.setMode(of: file.rawValue, permissions.rawValue)
        if durable { try SystemCall.synchronize(file.rawValue) }
        try file.close()
    }

    private mutating func makeDirectory(
        _ name: FileName,
        in parent: CInt,
        _ permissions: FilePermissions
    ) throws(Errno) {
        try SystemCall.makeDirectory(name, in: parent, mode: 0o700)
        directories.push(
            try SystemCall.open(name.nullTerminated, in: parent, .beneath, O_RDONLY | O_DIRECTORY)
        )
        self.permissions.append(permissions)
    }

    /// Gives the deepest open directory, which is now complete, to its owner.
    private mutating func finishDirectory() throws(Errno) {
        let directory = directories.pop()
        guard let permissions = permissions.popLast() else { return }
        try SystemCall.setOwner(of: directory.rawValue, uid: home.uid, gid: home.gid)
        try SystemCall.setMode(of: directory.rawValue, permissions.rawValue)
        if durable { try SystemCall.synchronize(directory.rawValue) }
    }
}
