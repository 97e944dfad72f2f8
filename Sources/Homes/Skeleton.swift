public import SystemFiles
public import SystemPackage

/// What every new home begins with, such as `/etc/skel`: read once, written many times.
///
/// It holds names, permissions, contents and link targets in memory. Hard links become files of their own,
/// and extended attributes, owners and times are not taken over.
public struct Skeleton: Hashable, Sendable {
    /// How much a skeleton may be.
    public struct Limits: Hashable, Sendable {
        /// The most directories within one another.
        public var depth: Int
        /// The most files, directories and links.
        public var entries: Int
        /// The most bytes of all files together.
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
        /// How many directories it lies in, counted from the top of the skeleton.
        let depth: Int
        let kind: Kind
    }

    /// The entries, each directory before what is in it.
    let entries: [Entry]

    /// A skeleton of nothing: homes begin empty.
    public static let empty = Skeleton(entries: [])

    init(entries: [Entry]) {
        self.entries = entries
    }

    /// Reads a skeleton.
    ///
    /// Below the directory no link is followed and no mount entered; links are taken over as links.
    ///
    /// - Parameters:
    ///   - path: The absolute path of its directory; links to it are followed.
    ///   - root: The directory that stands for `/`.
    ///   - limits: How much it may be.
    /// - Throws: `.notRegularFile` where there is a device, a pipe or a socket in it, `.tooLarge` beyond a
    ///   limit, `.crossesMount`, and what keeps any of it from being read.
    public init(
        at path: FilePath,
        in root: RootDirectory,
        limits: Limits = Limits()
    ) throws(FileError) {
        var reader = SkeletonReader(limits: limits)
        entries = try reader.read(try root.openDirectory(path))
    }

    /// How many files, directories and links there are.
    public var count: Int { entries.count }

    /// How many bytes all files have together.
    public var size: Int {
        entries.reduce(0) { sum, entry in
            guard case .file(_, let bytes) = entry.kind else { return sum }
            return sum + bytes.count
        }
    }
}
