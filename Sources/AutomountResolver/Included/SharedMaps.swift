import HostFiles
import MountMaps

/// The maps that share a table: those of a mount point and everything that they include.
///
/// The rules:
/// 1. Automount recognises an include by its map, name and options; see ``SharedMap/Identity``.
/// 2. After the first look-up through `+file:auto.inc`, automount overwrites the name by `/etc/auto.inc`
///    (`daemon/lookup.c: do_name_lookup_mount`, `lookup_map_read_map`). So the same line makes a second include the
///    next time, which is searched before the first:
///
///    ```
///    auto.home:  +file:auto.inc
///                +auto.more
///    auto.inc:   * nohost:/x
///    auto.more:  alice server:/x
///    ```
///
///    The name `alice` is found in auto.more (case rule-include-shared-005). With `+auto.inc` instead it is not
///    (case rule-include-shared-006).
/// 3. Automount reads a map and all that it includes when it starts, in the order of the lines
///    (`modules/lookup_file.c: lookup_read_map`; cases rule-include-shared-009 to rule-include-shared-011).
struct SharedMaps {
    /// The most includes that are kept: a limit of this code, beyond any real map.
    private static let limit = 20_000

    let locator: MapLocator
    let name: [UInt8]
    private(set) var entries: SharedEntries
    private var maps: [SharedMap] = []
    private var known: [SharedMap.Identity: Int] = [:]
    /// The identity of each include that gets its path as its name.
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

    /// Changes the entries of the name.
    mutating func withEntries<Result>(_ body: (inout SharedEntries) -> Result) -> Result {
        body(&entries)
    }

    /// Adds the map of a mount point, or several maps as one.
    mutating func addRoot(_ kind: SharedMap.Kind = .nothing) -> Int {
        maps.append(SharedMap(kind: kind, depth: 0, source: 0, earlier: nil, isSelf: false))
        return maps.count - 1
    }

    /// The number of the map that an include names: that of an include met before, or a new one.
    ///
    /// A prefix that is not a map type belongs to the name (`lib/parse_subs.c: parse_map_type_info`; case include-046).
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
                help: "remove includes of maps that other maps already include"
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

    /// Replaces the name of an include of type `file` by the path at which it was found
    /// (`daemon/lookup.c: do_name_lookup_mount`; cases rule-include-shared-004, rule-include-shared-005).
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

    /// What automount asks for a map, with the sources that its path or nsswitch.conf(5) leads to.
    ///
    /// - A map with a type is asked as that type, without nsswitch.conf(5) (`daemon/lookup.c: lookup_nss_mount`;
    ///   cases nsswitch-025, include-004).
    /// - A name that begins with a slash is a file or, if its owner may execute it, a program
    ///   (`daemon/lookup.c: lookup_name_file_source_instance`; cases nsswitch-024, program-061).
    /// - In nsswitch.conf(5) a file that is missing, or whose name contains a slash, gives NOTFOUND
    ///   (`daemon/lookup.c: lookup_map_name`; cases include-041, relative-map-003, directory-x-nofile2).
    /// - Sources that automount knows but cannot open are skipped, whatever their action
    ///   (`daemon/module.c: open_lookup`, `daemon/lookup.c: lookup_nss_mount`; cases rule-nsswitch-086,
    ///   rule-nsswitch-087).
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
            case .unread(let map)?: return .unread(map)
            case .empty?, nil: return .nothing
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
            case _ where locator.silentSources.contains(source.name):
                members.append(SharedMap.Member(map: nil, source: source))
            default:
                let unread = add(.unread(UnreadMap(text, .source(source.name))), to: number)
                members.append(SharedMap.Member(map: unread, source: source))
            }
        }
        return .group(members)
    }

    /// The file at a path as a source.
    ///
    /// A map that includes itself by name is unavailable as a file, and the next source is asked
    /// (`modules/lookup_file.c: lookup_mount`, `recurse`; cases ldap-041, rule-include-shared-002).
    private mutating func member(
        at path: String,
        of number: Int
    ) -> SharedMap.Member {
        switch locator.library.item(at: path) {
        case _ where maps[number].isSelf: SharedMap.Member(map: nil, status: .unavailable)
        case .map: SharedMap.Member(map: add(.file(path), to: number), status: nil)
        case .program: SharedMap.Member(map: add(.program(path), to: number), status: nil)
        case .unreadable(let reason):
            SharedMap.Member(
                map: add(.unread(UnreadMap(path, .file(path: path, reason: reason))), to: number)
            )
        case .missing, .unusable: SharedMap.Member(map: nil, status: .notFound)
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
    /// Reads a map with everything that it includes, as automount does when it starts.
    ///
    /// Sources of nsswitch.conf(5) are read until an action ends the list. A map that includes itself is not read
    /// through that include (`daemon/lookup.c: lookup_nss_read_map`, `modules/lookup_file.c: lookup_read_map`).
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
        case .program, .ldap, .unread, .nothing: return
        }
    }

    /// Reads a file for a map: its entries of the name and of the wildcard, and its includes, in the order of lines.
    ///
    /// A quoted `"*"` is the wildcard here, since `sanitize_path` removes the quotes (`lib/parse_subs.c`; cases
    /// wildcard-026, quoted-wildcard-001). A map more than 16 includes deep is not read
    /// (`modules/lookup_file.c: lookup_read_map`, `MAX_INCLUDE_DEPTH`; cases include-021 to include-024).
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
