package import MountMaps
import SourceText

/// What the master map and all it includes come to: the mount points, and what cancels some of them.
package struct MasterTable: Sendable {
    /// A line of a master map in its place.
    package struct Line: Sendable {
        package let entry: MasterMapEntry
        package let file: String
        package let line: Int
        /// How many lines were read before this one.
        package let order: Int
    }

    /// The lines of indirect mount points, one for each.
    package private(set) var indirect: [Line] = []
    /// The lines of direct maps.
    package private(set) var direct: [Line] = []
    /// The lines of mount points that an earlier line has taken, each with that line.
    package private(set) var shadowed: [(line: Line, earlier: Line)] = []
    /// The lines of mount points that an earlier line cancels, each with that line.
    package private(set) var cancelledLines: [(line: Line, null: Line)] = []
    /// The lines `-null` with their paths, in order.
    private(set) var nulls: [(path: [UInt8], order: Int)] = []
    private var cancelled: [[UInt8]: Line] = [:]
    private var taken: [[UInt8]: Line] = [:]
    private var count = 0

    mutating func add(_ entry: MasterMapEntry, file: String, line: Int) {
        count += 1
        var path = entry.mountPoint
        while path.count > 1, path.last == MapByte.slash { path.removeLast() }
        if case .null = entry.target {
            nulls.append((path, count))
            if taken[path] == nil, cancelled[path] == nil {
                cancelled[path] = Line(entry: entry, file: file, line: line, order: count)
            }
            return
        }
        // Nothing can be mounted on the root, nor where automount sees a direct map that is none.
        let looksDirect = !entry.isDirect && path.starts(with: "/-".utf8)
        guard PathComponents(path).count > 0, !looksDirect else { return }
        let line = Line(entry: entry, file: file, line: line, order: count)
        if let null = cancelled[path] {
            cancelledLines.append((line, null))
            return
        }
        if entry.isDirect {
            direct.append(line)
        } else if let earlier = taken[path] {
            shadowed.append((line, earlier))
        } else {
            taken[path] = line
            indirect.append(line)
        }
    }

    /// Keeps a mount point for a line whose map cannot be read, so that no later line has it.
    mutating func takeMountPoint(of entry: MasterMapEntry, file: String, line: Int) {
        count += 1
        let path = entry.mountPoint
        guard !entry.isDirect, taken[path] == nil, cancelled[path] == nil else { return }
        taken[path] = Line(entry: entry, file: file, line: line, order: count)
    }
}

/// A path as the kernel walks it: without empty components and dots.
package struct PathComponents: Hashable, Sendable {
    package private(set) var components: [[UInt8]] = []

    package init(_ path: some Collection<UInt8>) {
        for component in path.split(separator: MapByte.slash) {
            if component.elementsEqual(".".utf8) { continue }
            if component.elementsEqual("..".utf8) {
                _ = components.popLast()
            } else {
                components.append(Array(component))
            }
        }
    }

    package var count: Int { components.count }

    /// The first components alone.
    func prefix(_ count: Int) -> PathComponents {
        var path = self
        path.components.removeLast(max(0, components.count - count))
        return path
    }

    /// The directory that holds the last component.
    var parent: PathComponents {
        var parent = self
        parent.components.removeLast()
        return parent
    }

    /// The path as the kernel names it.
    var text: String {
        let bytes = components.flatMap { [MapByte.slash] + $0 }
        return bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether another path is this one or lies below it.
    package func holds(_ other: PathComponents) -> Bool {
        other.components.starts(with: components)
    }
}
