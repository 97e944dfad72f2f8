import MountMaps

/// A map that an entry of type `autofs` mounts on its key.
///
/// The rules:
/// 1. The location is `[type[,format]:]map`. One leading colon is removed (`modules/parse_sun.c: sun_mount`;
///    cases submount-003, submount-004).
/// 2. A blank ends a name without a type. With a type, the blank and what follows belong to the name
///    (`lib/parse_subs.c: parse_map_type_info`; cases rule-submount-map-025, rule-submount-map-026, submount-036).
/// 3. `hosts` as an option, or `-hosts` as the location, gives the map of hosts (`modules/mount_autofs.c: mount_mount`;
///    cases submount-033, rule-submount-map-022, rule-submount-map-024).
/// 4. `-D` definitions of the master line are handed down only together with some other option
///    (`modules/parse_sun.c: sun_mount`; cases submount-041, submount-042, submount-044).
struct Submount {
    /// The map; `nil` for the map of hosts.
    let source: MasterMapSource?
    /// The options of the map of hosts.
    let hostsOptions: MasterMapOptions?

    /// Reads the location and the options of such an entry.
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
        // A blank ends a name without a type (cases rule-submount-map-025, rule-submount-map-026).
        let word = named.prefix { $0 != MapByte.space }
        let name = Array(word.contains(MapByte.colon) ? named : word)
        source = MasterMapSource(map: Self.map(named: name), options: mapOptions)
    }

    private static func map(named name: [UInt8]) -> MapSourceName {
        IncludeName(name)?.map ?? MapSourceName(name: name)
    }
}
