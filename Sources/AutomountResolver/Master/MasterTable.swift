package import MountMaps
import SourceText

/// The mount points of a master map with its includes, and the lines that cancel some of them.
///
/// The rules:
/// 1. Entries are numbered in the order of parsing, over all files (`daemon/master_parse.y: master_parse_entry`;
///    case start-n3).
/// 2. Trailing slashes of a mount point are removed (`daemon/master_parse.y: master_parse_entry`; cases master-021,
///    master-032, start-twoslash).
/// 3. `-null` cancels every later line for the same path, also `/-`, but no earlier one
///    (`daemon/master_parse.y: master_parse_entry`; cases master-082, master-086, master-210, master-211). A `-null`
///    after a line for its path is ignored (`daemon/master.c: master_mount_mounts`; case master-219).
/// 4. Nothing can be mounted on `/` (`daemon/master_parse.y: master_parse_entry`; cases found-1-2, found-2-2).
/// 5. A mount point other than `/-` that begins with `/-` is not mounted: automount takes it for a direct map and then
///    refuses it (`daemon/master.c: master_add_autofs_point`, `daemon/direct.c: mount_autofs_direct`).
/// 6. The first line for an indirect mount point counts, even if its map is missing. `/-` lines add up
///    (`daemon/master_parse.y: master_parse_entry`; cases master-029, master-031, master-035).
package struct MasterTable: Sendable {
    /// A line of a master map and its place.
    package struct Line: Sendable {
        package let entry: MasterMapEntry
        package let file: String
        package let line: Int
        /// The number of the line, counted from 1 over all files.
        package let order: Int
    }

    /// Where an include is: in which of the master maps, and at which byte of it.
    package struct IncludePlace: Sendable {
        package let document: Int
        package let offset: Int
    }

    /// An include that leads to what is not read here.
    package struct UnreadInclude: Sendable {
        package let map: UnreadMap
        /// The include itself; nil where the directory has the map in which it is.
        package let place: IncludePlace?
        /// How many lines were read before it.
        let order: Int
        /// Whether the map includes itself by its name, by which it goes on to the next source of nsswitch.conf(5).
        package let isFallback: Bool
    }

    /// The lines of indirect mount points, one for each.
    package private(set) var indirect: [Line] = []
    /// The lines of direct maps.
    package private(set) var direct: [Line] = []
    /// The lines whose mount point an earlier line has taken, each with that line.
    package private(set) var shadowed: [(line: Line, earlier: Line)] = []
    /// The lines whose mount point an earlier `-null` cancels, each with that line.
    package private(set) var cancelledLines: [(line: Line, null: Line)] = []
    /// The includes whose lines are not known here, in order.
    package private(set) var unreadIncludes: [UnreadInclude] = []
    /// The `-null` lines with their paths, in order.
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
        // Automount mounts nothing on the root, or where it takes an indirect map for a direct one.
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

    /// Notes that unknown lines belong here.
    mutating func noteUnread(_ map: UnreadMap, at place: IncludePlace?, isFallback: Bool) {
        count += 1
        unreadIncludes.append(UnreadInclude(map: map, place: place, order: count, isFallback: isFallback))
    }

    /// Keeps a mount point for a line whose map name cannot be read, so that no later line gets it
    /// (`daemon/master_tok.l`; cases types-in-names-a00, relative-map-008).
    mutating func takeMountPoint(of entry: MasterMapEntry, file: String, line: Int) {
        count += 1
        let path = entry.mountPoint
        guard !entry.isDirect, taken[path] == nil, cancelled[path] == nil else { return }
        taken[path] = Line(entry: entry, file: file, line: line, order: count)
    }
}

/// A path as the kernel resolves it: without empty components and dots (cases master-205, master-206, direct-dots-003).
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
    package func prefix(_ count: Int) -> PathComponents {
        var path = self
        path.components.removeLast(max(0, components.count - count))
        return path
    }

    /// The directory that contains the last component.
    var parent: PathComponents {
        var parent = self
        parent.components.removeLast()
        return parent
    }

    /// The path as the kernel resolves it.
    var text: String {
        let bytes = components.flatMap { [MapByte.slash] + $0 }
        return bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether another path is this one or lies below it.
    package func holds(_ other: PathComponents) -> Bool {
        other.components.starts(with: components)
    }
}
