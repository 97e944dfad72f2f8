import MountMaps

extension ResolutionRun {
    /// Notes the places in which a map is searched.
    func explain(_ places: [MapPlace], of map: MapSourceName) {
        guard let trace else { return }
        let name = String(decoding: map.name, as: UTF8.self)
        let isByName = map.type == nil && !name.hasPrefix("/")
        let texts = places.map(\.text)
        guard isByName || texts != [name] else { return }
        trace.note(
            .map,
            (map.type.map { $0 + ":" } ?? "") + name,
            texts.joined(separator: ", "),
            at: isByName ? ("/etc/nsswitch.conf", nil) : nil,
            detail: texts.isEmpty
                ? "there is no such map"
                : isByName ? "the sources of the line automount:, in their order" : nil
        )
    }

    /// Notes which offsets are on the way to the path.
    func explain(_ offsets: [Offset], on rest: ArraySlice<[UInt8]>) {
        guard let trace else { return }
        for offset in offsets {
            let isOnTheWay = Array(rest).starts(with: PathComponents(offset.path).components)
            trace.note(
                isOnTheWay ? .offset : .offsetAside,
                offset.path,
                offset.location,
                detail: isOnTheWay ? "on the way to the path" : "waits until it is accessed"
            )
        }
    }
}

extension MapPlace {
    /// The place as a trace names it.
    var text: String {
        switch self {
        case .file(let path), .program(let path): path
        case .ldap(let place): place.text
        case .empty(let source): source
        case .unread(let map): map.text
        }
    }
}
