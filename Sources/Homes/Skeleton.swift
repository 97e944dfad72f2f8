public import SystemFiles
public import SystemPackage

/// The initial contents of every new home, such as `/etc/skel`: read once, written many times.
///
/// It keeps names, permissions, contents and link targets in memory. Hard links become separate files. Extended
/// attributes, owners and times are not copied.
public struct Skeleton: Hashable, Sendable {
    /// The largest skeleton that is accepted.
    public struct Limits: Hashable, Sendable {
        /// The most levels of directories.
        public var depth: Int
        /// The most files, directories and links.
        public var entries: Int
        /// The most bytes in all files together.
        public var bytes: Int

        /// Sets limits; the defaults are far beyond any usual skeleton.
        public init(depth: Int = 32, entries: Int = 10_000, bytes: Int = 64 << 20) {
            self.depth = depth
            self.entries = entries
            self.bytes = bytes
        }
    }

    /// A file, directory or link of a skeleton.
    struct Entry: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case directory(permissions: FilePermissions)
            case file(permissions: FilePermissions, bytes: [UInt8])
            case link(target: [CChar])
        }

        let name: FileName
        /// How many directories of the skeleton contain it; 0 at the top.
        let depth: Int
        let kind: Kind
    }

    /// The entries, each directory before its contents.
    let entries: [Entry]

    /// A skeleton without entries, for empty homes.
    public static let empty = Skeleton(entries: [])

    init(entries: [Entry]) {
        self.entries = entries
    }

    /// Reads a skeleton.
    ///
    /// Links below the directory are copied as links and never followed, and no other mounted file system is entered.
    ///
    /// - Parameters:
    ///   - path: The absolute path of its directory; links to it are followed.
    ///   - root: The directory used as `/`.
    ///   - limits: The largest skeleton that is accepted.
    /// - Throws: `.notRegularFile` if it contains a device, a pipe or a socket, `.tooLarge` beyond a limit,
    ///   `.crossesMount`, and any error from reading it.
    public init(
        at path: FilePath,
        in root: RootDirectory,
        limits: Limits = Limits()
    ) throws(FileError) {
        var reader = SkeletonReader(limits: limits)
        entries = try reader.read(try root.openDirectory(path))
    }

    /// The number of files, directories and links.
    public var count: Int { entries.count }

    /// The number of bytes in all files together.
    public var size: Int {
        entries.reduce(0) { sum, entry in
            guard case .file(_, let bytes) = entry.kind else { return sum }
            return sum + bytes.count
        }
    }
}
