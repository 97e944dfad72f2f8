import SourceText

/// The mounted file systems: `/proc/self/mountinfo`, proc(5).
package struct MountTable: Sendable {
    /// One mounted file system.
    package struct Mount: Sendable, Hashable {
        /// The mount point.
        package let mountPoint: [UInt8]
        /// The directory of the file system that is mounted there.
        package let root: [UInt8]
        /// The type, without the part after a dot.
        package let type: String
        /// The id, as statx(2) gives it.
        package let id: UInt64
        /// What is mounted: a device, a dataset, a location, or a name that the mounting program chose.
        package let source: [UInt8]

        /// Whether the whole file system is mounted there, not just one of its directories.
        package var isWhole: Bool { root == [.slash] || type == "btrfs" }

        /// Whether it contains files worth sharing: it is neither a kernel interface nor in memory.
        package var isStorage: Bool { !Self.others.contains(type) && !type.hasPrefix("fuse.") }

        private static let others: Set<String> = [
            "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs",
            "efivarfs", "fusectl", "hugetlbfs", "mqueue", "nfsd", "nsfs", "overlay", "proc", "pstore",
            "ramfs",
            "rootfs", "rpc_pipefs", "securityfs", "selinuxfs", "squashfs", "sysfs", "tmpfs", "tracefs",
        ]
    }

    private var byPath: [[UInt8]: Mount] = [:]
    private var byID: [UInt64: Mount] = [:]
    /// The mounts of type autofs, also those that another mount covers.
    package private(set) var triggers: [Mount] = []
    private let longest: Int
    /// The mount points of storage, sorted by bytes.
    package let storage: [[UInt8]]

    /// Reads the table; of two mounts on one directory, the later one wins.
    package init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: .lineFeed) {
            guard let mount = Self.mount(line) else { continue }
            byPath[mount.mountPoint] = mount
            byID[mount.id] = mount
            if mount.type == "autofs" { triggers.append(mount) }
        }
        longest = byPath.keys.reduce(1) { max($0, $1.count) }
        storage = byPath.values.filter(\.isStorage).map(\.mountPoint).sorted {
            $0.lexicographicallyPrecedes($1)
        }
    }

    /// Returns the mount at exactly this path.
    package func mount(at path: [UInt8]) -> Mount? { byPath[path] }

    /// Returns the mount with an id of statx(2).
    package func mount(withID id: UInt64) -> Mount? { byID[id] }

    /// Returns the mount that contains a path.
    package func mount(holding path: [UInt8]) -> Mount? {
        for ancestor in PathAncestors(path, longest: longest) {
            if let mount = byPath[ancestor] { return mount }
        }
        return nil
    }

    /// Returns the paths below a directory; the given paths must be sorted by bytes.
    package static func part(of paths: [[UInt8]], below directory: [UInt8]) -> ArraySlice<[UInt8]> {
        let prefix = directory == [.slash] ? directory : directory + [.slash]
        let start = paths.position(bySearching: { !$0.lexicographicallyPrecedes(prefix) })
        let end = paths.position(bySearching: {
            !$0.lexicographicallyPrecedes(prefix) && !$0.starts(with: prefix)
        })
        let below = paths[start..<max(start, end)]
        return below.first == directory ? below.dropFirst() : below
    }

    private static func mount(_ line: ArraySlice<UInt8>) -> Mount? {
        let fields = line.split(separator: .blank)
        guard fields.count > 6, let dash = fields[6...].firstIndex(of: [UInt8(ascii: "-")]),
            dash + 1 < fields.count, let id = UInt64(String(decoding: fields[0], as: UTF8.self))
        else { return nil }
        let type = String(decoding: fields[dash + 1], as: UTF8.self)
        return Mount(
            mountPoint: OctalEscapes.decoded(fields[4]),
            root: OctalEscapes.decoded(fields[3]),
            type: type,
            id: id,
            source: dash + 2 < fields.count ? OctalEscapes.decoded(fields[dash + 2]) : []
        )
    }
}

extension Array {
    /// Returns the first position for which a condition holds, in a list where it holds for all later elements too.
    package func position(bySearching isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
