import MountMaps

/// A map that is mounted on a directory, and the rest of the path below it.
struct Stage {
    /// The directory as the map writes it.
    var directory: [UInt8]
    /// The maps in which names are looked up, in order.
    var sources: [MasterMapSource]
    /// The options of the map of hosts, if that is mounted.
    var hostsOptions: MasterMapOptions?
    /// The components of the path below the directory.
    var rest: ArraySlice<[UInt8]>
    /// Whether an entry mounts the map.
    var isSubmount = false
    /// The place that sets the options of the map: the line of the master map, or the entry that mounts the map.
    var optionsPlace: Trace.Place = (nil, nil)

    /// The stage of an indirect mount point of the master map; `nil` if its line mounts nothing.
    init?(_ line: MasterTable.Line, below rest: ArraySlice<[UInt8]>) {
        switch line.entry.target {
        case .null: return nil
        case .hosts(let options): (sources, hostsOptions) = ([], options)
        case .maps(let maps): (sources, hostsOptions) = (maps, nil)
        }
        directory = line.entry.mountPoint
        self.rest = rest
        optionsPlace = (line.file, line.line)
    }

    /// The stage of a map that an entry mounts.
    init(_ submount: Submount, on directory: [UInt8], below rest: ArraySlice<[UInt8]>, _ place: Trace.Place) {
        self.directory = directory
        sources = submount.source.map { [$0] } ?? []
        hostsOptions = submount.hostsOptions
        self.rest = rest
        isSubmount = true
        optionsPlace = place
    }

    /// The stage of one name in a map that is not mounted.
    init(_ source: MasterMapSource, name: [UInt8]) {
        directory = []
        sources = [source]
        rest = [name]
    }
}
