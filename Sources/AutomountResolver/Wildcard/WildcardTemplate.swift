import HostFiles
import MountMaps

/// The mount of a wildcard's entry, compiled once and then filled with a name.
///
/// Most maps of homes are one wildcard and are asked for thousands of names. The pipeline takes some 20 times as long
/// as filling a template.
///
/// A template is exact only if the name appears unchanged in the path on the server and influences nothing else. The
/// initialiser and ``mount(for:spelled:)`` check these conditions:
/// - The mount point has one map, in a file without includes, and is written as the kernel resolves it.
/// - No other mount point and no key of a direct map lies below it.
/// - The entry makes exactly one NFS mount of one location, and no fact says that mounts fail.
/// - A placeholder name that went through the pipeline appears in the path of the result as often as in the expanded
///   entry, and nowhere else, so it was not dropped or changed and is not part of options or host.
/// - The name consists of letters, digits, `_`, `-` and `.`, begins with a letter, digit or `_`, has fewer than 64
///   bytes, is not a key of the map, and no `..` follows it.
///
/// A quirk of the pipeline that depends on the name itself must add its condition here.
struct WildcardTemplate {
    private let map: AutomountMapDocument
    private let directoryLength: Int
    private let type: String
    private let options: [String]
    private let source: TextWithGaps
    private let host: String
    private let path: TextWithGaps
    private let weight: Int

    /// Compiles the wildcard of a mount point; `nil` if a template would not be exact.
    init?(_ line: MasterTable.Line, among points: MountPointIndex, in context: ResolverContext) {
        let directory = PathComponents(line.entry.mountPoint)
        guard context.facts.mountFailures.isEmpty, directory.isSpelled(line.entry.mountPoint[...]),
            case .maps(let sources) = line.entry.target, let source = sources.first, sources.count == 1,
            case .file(let file) = context.locator.places(of: source.map).first,
            let map = context.library.map(at: file), map.includes.isEmpty,
            let wildcard = map.position(ofName: [MapByte.star]),
            !points.hasOthers(in: directory, than: line, by: context.locator)
        else { return nil }
        let value = Array(map.value(of: map.entries[wildcard]))
        let placeholder = TextWithGaps.placeholder
        let reader = EntryReader(context: context, map: source.options)
        let target = line.entry.mountPoint + [MapByte.slash] + placeholder
        guard let mount = Self.mount(value, of: placeholder, on: target, reader),
            let location = mount.locations.first, mount.locations.count == 1,
            mount.type == "nfs" || mount.type == "nfs4"
        else { return nil }
        path = TextWithGaps(location.path)
        self.source = TextWithGaps(mount.source)
        let expanded = reader.expansion(of: placeholder).expand(value[...])
        let unnamed = reader.expansion(of: []).expand(value[...])
        guard TextWithGaps(unnamed).gapCount == 0,
            path.gapCount == TextWithGaps(expanded).gapCount,
            self.source.gapCount == path.gapCount, TextWithGaps(location.host).gapCount == 0
        else { return nil }
        self.map = map
        directoryLength = line.entry.mountPoint.count
        type = mount.type
        options = mount.options
        host = location.host
        weight = location.weight
    }

    /// The mount of an entry that makes one; `nil` for any other entry.
    private static func mount(
        _ value: [UInt8],
        of key: [UInt8],
        on directory: [UInt8],
        _ reader: EntryReader
    ) -> Mount? {
        let (context, map) = (reader.context, reader.map)
        let planner = MountPlanner(context: context, map: map, isDirect: false)
        guard let entry = try? reader.read(value, of: key),
            !MultiMount.isMultiMount(entry.rest, version: context.version),
            let location = try? reader.location(of: entry),
            case .attempts(let attempts)? =
                try? planner.plan(options: entry.options, location: location, on: directory)
        else { return nil }
        return attempts.first
    }

    /// The mount for a path below the mount point; `nil` if its name is not plain or is a key of the map.
    func mount(for text: String, spelled bytes: [UInt8]) -> Mount? {
        let rest = bytes[(directoryLength + 1)...]
        let name = rest.prefix { $0 != MapByte.slash }
        guard Self.isPlain(name), !Self.containsDotDot(rest), map.position(ofName: name) == nil else {
            return nil
        }
        let isWhole = name.endIndex == bytes.endIndex
        return Mount(
            mountPoint: isWhole ? text : String(decoding: bytes[..<name.endIndex], as: UTF8.self),
            type: type,
            options: options,
            source: source.filled(with: name),
            locations: [Location(host: host, path: path.filled(with: name), weight: weight)]
        )
    }

    /// Whether a name has no byte with a meaning to automount.
    private static func isPlain(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, MapByte.isNameByte(first), name.count < 64 else { return false }
        return name.allSatisfy {
            MapByte.isNameByte($0) || $0 == MapByte.dash || $0 == UInt8(ascii: ".")
        }
    }

    private static func containsDotDot(_ path: ArraySlice<UInt8>) -> Bool {
        EntryOptions.contains(path, "/..".utf8)
    }
}
