import AutomountResolver
import MountMaps

/// The keys of mount points, computed once for each list of maps.
struct MountPointKeys {
    private let maps: SiteMaps
    private var gathered: [[MapSourceName]: Set<[UInt8]>] = [:]

    init(_ maps: SiteMaps) {
        self.maps = maps
    }

    /// Returns the keys of all maps of a mount point, including `*`.
    mutating func keys(of point: SiteMaps.MountPoint) -> Set<[UInt8]> {
        guard case .maps(let sources) = point.entry.target else { return [] }
        let names = sources.map(\.map)
        if let known = gathered[names] { return known }
        var keys: Set<[UInt8]> = []
        for index in point.files {
            let document = maps.files[index].document
            for entry in document.entries {
                if let name = document.name(of: entry) { keys.insert(name) }
            }
        }
        gathered[names] = keys
        return keys
    }
}
