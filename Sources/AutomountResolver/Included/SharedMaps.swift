import HostFiles
import MountMaps

/// The maps that share a table: those of a mount point and all that they include, as automount finds and reads them.
///
/// An include is known by its map, its name and its options. One by type `file` and a bare name is known by its path once
/// it was found, so that automount takes the same line for another include the next time.
struct SharedMaps {
    /// The most includes that are kept; no real map has as many.
    private static let limit = 20_000

    let locator: MapLocator
    let name: [UInt8]
    private(set) var entries: SharedEntries
    private var maps: [SharedMap] = []
    private var known: [SharedMap.Identity: Int] = [:]
    /// The identity of an include that is to be known by its path.
    private var renamed: [Int: (old: SharedMap.Identity, path: String)] = [:]

    init(name: [UInt8], locator: MapLocator) {
        self.name = name
        self.locator = locator
        entries = SharedEntries(name: name)
    }

    var count: Int { maps.count }

    subscript(number: Int) -> SharedMap {
        get { maps[number] }
        set { maps[number] = newValue }
    }

    /// Changes what is held for the name.
    mutating func withEntries<Result>(_ body: (inout SharedEntries) -> Result) -> Result {
        body(&entries)
    }

    /// Adds a map of a mount point; `places` where several maps are one, searched in order.
    mutating func addRoot(_ kind: SharedMap.Kind = .nothing) -> Int {
        maps.append(SharedMap(kind: kind, depth: 0, source: 0, earlier: nil, isSelf: false))
        return maps.count - 1
    }

    /// Finds what an include stands for, or what it stood for before.
    ///
    /// A type that no include may have is a part of the name to automount.
    mutating func include(
        _ include: AutomountInclude,
        in path: String,
        of includer: Int,
        source: Int
    ) throws(ResolutionFailure) -> Int {
        let name = IncludeName(include.name) ?? IncludeName(whole: include.name)
        let map = name.map
        let identity = SharedMap.Identity(
            includer: includer,
            type: map.type,
            format: map.format,
            name: map.name,
            source: source
        )
        if let number = known[identity] { return number }
        guard maps.count < Self.limit else {
            throw ResolutionFailure(
                .includeLoop,
                "maps include each other more than \(Self.limit) times",
                help: "take out includes of maps that others include already"
            )
        }
        let number = maps.count
        let isSelf = name.isSelf(in: path)
        let depth = maps[includer].depth + 1
        maps.append(
            SharedMap(
                kind: .nothing,
                depth: depth,
                source: source,
                earlier: maps[includer].lastInclude,
                isSelf: isSelf
            )
        )
        maps[includer].lastInclude = number
        known[identity] = number
        maps[number].kind = kind(of: map, for: number, isNested: true)
        if map.type == "file", map.name.first != MapByte.slash, case .file(let found) = maps[number].kind {
            renamed[number] = (identity, found)
        }
        return number
    }

    /// Lets an include by type `file` be known by the path where it was found, once it was asked.
    mutating func rename(_ number: Int) {
        guard let (old, path) = renamed.removeValue(forKey: number) else { return }
        known[old] = nil
        let new = SharedMap.Identity(
            includer: old.includer,
            type: old.type,
            format: old.format,
            name: Array(path.utf8),
            source: old.source
        )
        known[new] = number
    }

    /// What a map is, with the maps that its path or nsswitch.conf(5) leads to.
    mutating func kind(
        of map: MapSourceName,
        for number: Int,
        isNested: Bool
    ) -> SharedMap.Kind {
        let text = String(decoding: map.name, as: UTF8.self)
        guard map.type == nil, map.format != "amd", map.format != "hesiod" else {
            switch locator.places(of: map, isNested: isNested).first {
            case .file(let path)?: return .file(path)
            case .program(let path)?: return .program(path)
            case .ldap(let place)?: return .ldap(place)
            case .elsewhere?, nil: return .nothing
            }
        }
        if text.hasPrefix("/") { return .group([member(at: text, of: number)]) }
        var members: [SharedMap.Member] = []
        for source in locator.nameServiceSwitch.sources ?? [] {
            switch source.name {
            case "files":
                var found = SharedMap.Member(map: nil, status: .notFound)
                if !text.isEmpty, !text.contains("/") {
                    found = member(at: locator.mapDirectory + "/" + text, of: number)
                }
                found.source = source
                members.append(found)
            case "ldap":
                let place = LDAPPlace(
                    LDAPMap(written: map.name, defaults: locator.ldap),
                    endsWithoutKey: source.ends(after: .notFound),
                    endsWithoutServer: source.ends(after: .unavailable)
                )
                members.append(SharedMap.Member(map: add(.ldap(place), to: number), source: source))
            default:
                members.append(SharedMap.Member(map: nil, source: source))
            }
        }
        return .group(members)
    }

    private mutating func member(
        at path: String,
        of number: Int
    ) -> SharedMap.Member {
        switch locator.library.item(at: path) {
        case _ where maps[number].isSelf: SharedMap.Member(map: nil, status: .unavailable)
        case .map: SharedMap.Member(map: add(.file(path), to: number), status: nil)
        case .program: SharedMap.Member(map: add(.program(path), to: number), status: nil)
        case .missing, .unreadable: SharedMap.Member(map: nil, status: .notFound)
        }
    }

    private mutating func add(_ kind: SharedMap.Kind, to number: Int) -> Int {
        maps.append(
            SharedMap(
                kind: kind,
                depth: maps[number].depth,
                source: maps[number].source,
                earlier: nil,
                isSelf: false
            )
        )
        return maps.count - 1
    }
}

extension SharedMaps {
    /// Reads a map as automount does when it starts, with what it includes.
    mutating func read(_ number: Int) throws(ResolutionFailure) {
        guard !maps[number].isRead, !maps[number].isSelf else { return }
        maps[number].isRead = true
        switch maps[number].kind {
        case .file(let path):
            try read(path, for: number, source: maps[number].source)
            rename(number)
        case .group(let members):
            for member in members {
                if let map = member.map {
                    try read(map)
                } else if let status = member.status, member.source?.ends(after: status) == true {
                    return
                }
            }
        case .program, .ldap, .nothing: return
        }
    }

    /// Reads a file for a map: its entries for the name and for the wildcard, and what it includes, in order.
    mutating func read(
        _ path: String,
        for number: Int,
        source: Int
    ) throws(ResolutionFailure) {
        guard maps[number].depth <= AutomountLimits.includeDepth, let map = locator.library.map(at: path)
        else {
            return
        }
        maps[number].isRead = true
        let exact = map.position(ofName: name)
        let star = map.position(ofName: [MapByte.star])
        var own = [(exact, SharedEntries.Key.name), (star, .wildcard)]
            .compactMap { position, key in position.map { (position: $0, key: key) } }
        func add(above limit: Int, to entries: inout SharedEntries) {
            for (position, key) in own where position < limit {
                entries.add(key, of: number, .map(file: path, position: position))
            }
            own.removeAll { $0.position < limit }
        }
        for include in map.includes {
            add(above: include.entriesAbove, to: &entries)
            guard maps.count < Self.limit else { return }
            let included = try self.include(
                include,
                in: path,
                of: number,
                source: source
            )
            try read(included)
        }
        add(above: .max, to: &entries)
    }
}
