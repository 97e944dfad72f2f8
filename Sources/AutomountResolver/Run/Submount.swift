import MountMaps

/// A map that an entry of type `autofs` mounts on its key.
struct Submount {
    /// The map; `nil` where it is the map of hosts.
    let source: MasterMapSource?
    /// The options of the map of hosts.
    let hostsOptions: MasterMapOptions?

    /// Reads the location of such an entry: `[type[,format]:]map`, or a colon and a map.
    ///
    /// What the master map defines by `-D` is handed down only where there is some other option.
    init(map text: [UInt8], options: MountOptions, parent: MasterMapOptions) throws(ResolutionFailure) {
        var items = options.items
        if !items.isEmpty {
            items += parent.defines.map { Array("-D".utf8) + $0.name + [MapByte.equals] + $0.value }
        }
        let isHosts = items.contains { $0.elementsEqual("hosts".utf8) } || text.elementsEqual("-hosts".utf8)
        items.removeAll { $0.elementsEqual("hosts".utf8) }
        let mapOptions = MasterMapOptions(ofSubmount: items)
        if isHosts {
            hostsOptions = mapOptions
            source = nil
            return
        }
        hostsOptions = nil
        let named = text.first == MapByte.colon ? text.dropFirst() : text[...]
        // A blank ends a name without a type; what follows is not looked at.
        let word = named.prefix { $0 != MapByte.space }
        let name = Array(word.contains(MapByte.colon) ? named : word)
        source = MasterMapSource(map: Self.map(named: name), options: mapOptions)
    }

    private static func map(named name: [UInt8]) -> MapSourceName {
        IncludeName(name)?.map ?? MapSourceName(name: name)
    }
}
