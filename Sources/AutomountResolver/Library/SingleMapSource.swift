/// Files with a master map of one line that is in none of them, to resolve paths in one map alone.
public struct SingleMapSource: MapSource {
    /// The path of the master map, which no file has.
    public static let masterMap = "/--map"

    private let base: any MapSource
    private let line: String

    /// Mounts a map.
    ///
    /// - Parameters:
    ///   - map: The map as a line of the master map names it, without blanks, quotes and backslashes.
    ///   - mountPoint: The mount point; `/-` for a direct map.
    ///   - base: The source of all other files.
    public init(_ map: String, at mountPoint: String, over base: any MapSource) {
        self.base = base
        line = "\(mountPoint) \(map)\n"
    }

    /// The file at a path.
    public func file(at path: String) -> MapFile {
        path == Self.masterMap ? .file(Array(line.utf8), isExecutable: false) : base.file(at: path)
    }

    /// The names in a directory.
    public func names(inDirectory path: String) -> [String]? {
        base.names(inDirectory: path)
    }

    /// The text of the symbolic link at a path.
    public func link(at path: String) -> String? { base.link(at: path) }

    /// The usual mount point of a map, derived from its name: `/home` for `/etc/auto.home`.
    public static func usualMountPoint(of map: String) -> String {
        let name = map.split { $0 == "/" || $0 == ":" }.last ?? ""
        for prefix in ["auto.", "auto_"] where name.hasPrefix(prefix) && name.count > prefix.count {
            return "/" + name.dropFirst(prefix.count)
        }
        return name.isEmpty ? "/mnt" : "/" + name
    }
}
