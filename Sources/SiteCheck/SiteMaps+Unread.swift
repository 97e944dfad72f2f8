import AutomountResolver
import MountMaps
import SourceText

extension Site {
    /// Whether automount runs and has a map, or a part of one, that is not read.
    public var hasUnreadMaps: Bool { runsAutomount && maps.hasUnread }
}

extension SiteMaps {
    /// Whether a map, or a part of one, is not read.
    var hasUnread: Bool { !unread.isEmpty || masters.isEmpty && !knowsWholeMaster }

    /// A map, or a part of one, that is not read here, and the line that names it.
    struct Unread: Sendable {
        let file: SourceFile
        let range: Range<Int>
        /// Why it is not read, as a sentence without a full stop.
        let reason: String
    }

    /// Why nothing is known of a map; nil if it is read at least in part, or if a failure says so already.
    static func reason(against places: [MapPlace]) -> String? {
        for place in places {
            if case .file = place { return nil }
        }
        guard let first = places.first else { return nil }
        switch first {
        case .file, .empty: return nil
        case .program(let path): return "the program \(printable(path)) is not run"
        case .ldap(let place):
            return "the map \(place.mapName) is in LDAP, which check does not ask"
        case .unread(let map):
            if case .file = map.reason { return nil }
            return map.sentence
        }
    }

    /// The includes of master maps that lead to what is not read; not those by which a master map goes on from itself to
    /// the next source, which often has none.
    func unreadIncludes() -> [Unread] {
        table.unreadIncludes.compactMap { unread in
            guard !unread.isFallback, let place = unread.place else { return nil }
            if case .file = unread.map.reason { return nil }
            let master = masters[place.document]
            let include = master.lines.lazy.compactMap { line -> AutomountInclude? in
                if case .include(let include) = line { include } else { nil }
            }.first { $0.range.lowerBound == place.offset }
            guard let include else { return nil }
            return Unread(file: master.file, range: include.range, reason: unread.map.sentence)
        }
    }
}
