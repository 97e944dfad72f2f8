public import SystemFiles
import SystemPackage

/// The mark by which an administrator accepted a directory as the homes root: the file `.autohome/root` in it.
///
/// An unmounted homes root is an empty directory, and looks like a new one. The mark is on the file system of the homes, so
/// it is missing when that is not mounted. Only `autohome home accept-root` makes it.
public struct RootMark: Hashable, Sendable {
    static let fileName = "root"
    private static let heading = "autohome homes root 1"
    private static let limit = 4_096

    /// The type of the file system, such as `ext4`.
    public let fileSystem: String
    /// The UUID of the file system; nil if it was not found.
    public let uuid: String?

    /// Describes the file system of a homes root.
    public init(fileSystem: String, uuid: String?) {
        self.fileSystem = fileSystem
        self.uuid = uuid
    }

    /// Describes the file system of an open homes root.
    public init(describing root: HomesRoot) throws(FileError) {
        self.init(
            fileSystem: try root.directory.fileSystem().typeName,
            uuid: FileSystemUUID.find(device: root.status.identity.device)
        )
    }

    /// The file system as people read it, such as `ext4, UUID 1b4e28ba-…`.
    public var shown: String { uuid.map { "\(fileSystem), UUID \($0)" } ?? fileSystem }

    /// Whether this mark was made for the file system that another one describes.
    ///
    /// A mark that was copied to another file system with the homes does not count there.
    func fits(_ other: RootMark) -> Bool {
        if let uuid, let otherUUID = other.uuid { return uuid == otherUUID }
        return fileSystem == other.fileSystem
    }

    /// Reads the mark of a homes root; nil if it has none.
    ///
    /// - Throws: `.damaged` if the file is not a mark.
    static func read(in directory: borrowing OpenDirectory) throws(FileError) -> RootMark? {
        guard let state = try StateDirectory.open(in: directory) else { return nil }
        let name = try FileName(fileName)
        guard try state.status(of: name) != nil else { return nil }
        let fields = RecordText(bytes: try state.read(name, limit: limit).bytes, heading: heading)
        guard let fields, let type = fields["type"] else {
            throw FileError(
                .damaged,
                "\(state.path(of: name).printable) is damaged; remove it, and run autohome home accept-root"
            )
        }
        return RootMark(fileSystem: type, uuid: fields["uuid"])
    }

    /// Writes the mark into a homes root.
    func write(in directory: borrowing OpenDirectory) throws(FileError) {
        let state = try StateDirectory.make(in: directory)
        let text = RecordText(
            heading: Self.heading,
            [("type", fileSystem)] + (uuid.map { [("uuid", $0)] } ?? [])
        )
        try state.write(text.bytes, to: try FileName(Self.fileName), by: try FileName("root.new"))
        try state.synchronize()
    }
}
