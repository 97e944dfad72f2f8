package import HostFiles
package import MountMaps

/// The place of a map.
package enum MapPlace: Hashable, Sendable {
    /// A file that is read as a map.
    case file(String)
    /// A program that is run with the key.
    case program(String)
    /// A map in LDAP.
    case ldap(LDAPPlace)
    /// A place in which automount looks and finds no keys, such as a directory.
    case empty(String)
    /// A map whose keys are unknown here.
    case unread(UnreadMap)
}

/// Finds maps by type, path and nsswitch.conf(5).
///
/// The rules:
/// 1. Maps in the formats `amd` and `hesiod` open, but their keys are not read here (`daemon/master_parse.y`;
///    case master-048).
/// 2. A name that begins with a slash is a file or, if its owner may execute it, a program
///    (`daemon/lookup.c: lookup_name_file_source_instance`; case master-060).
/// 3. The type `file` opens whatever can be read. A directory opens and has no keys, so the mount point exists and is
///    empty (`modules/lookup_file.c: do_init`, `lookup_read_map`; cases rule-master-state-058, master-062).
/// 4. `program:` and `exec:` need an absolute path and an executable file (`modules/lookup_program.c: do_init`;
///    cases master-056, master-057, master-059).
/// 5. The LDAP module gets a name with its type from the master map, but without it from an include or a submount
///    (`daemon/master_parse.y`, `modules/lookup_file.c: prepare_plus_include`, `modules/mount_autofs.c: mount_mount`;
///    cases directory-i-2, directory-i-3, directory-s-3, directory-s-4).
/// 6. With `multi`, an absolute path may be a directory. A name must be a regular file in the map directory, and one
///    with a slash is not found (`modules/lookup_multi.c: nss_open_lookup`; cases start-dirmap3, start-g1, start-g2,
///    start-g3, relative-map-011).
/// 7. After a syntax error in nsswitch.conf(5) maps without a path or type are not found
///    (`lib/nss_parse.y: nsswitch_parse`; cases nsswitch-022, nsswitch-012).
/// 8. If nsswitch.conf(5) names no source that automount knows, the mount point exists and has no keys
///    (`daemon/lookup.c: lookup_nss_read_map`; case rule-nsswitch-083).
/// 9. A name with a slash is not found as a file, but the mount point exists (`daemon/lookup.c: read_map_source`,
///    `lookup_nss_read_map`; cases relative-map-001 to relative-map-003, master-043).
/// 10. An empty name is not found (`daemon/lookup.c: find_map_path`; cases include-045, found-2-5).
/// 11. A directory in the place of a map file is a map without keys if `files` is the only source
///     (`daemon/lookup.c: read_file_source_instance`; cases start-dirmap, start-g5, start-g6, start-g10).
/// 12. A file that was found ends the list if the action for NOTFOUND is `return`. Sources that automount cannot ask
///     are skipped (`daemon/lookup.c: lookup_nss_mount`, `lib/nsswitch.c: check_nss_result`; cases directory-x-nokey5,
///     rule-nsswitch-085 to rule-nsswitch-089).
/// 13. Types without a module, such as `yp`, find nothing (`daemon/module.c: open_lookup`; cases master-065,
///     master-066, master-067, relative-map-006).
package struct MapLocator {
    package let nameServiceSwitch: NameServiceSwitch
    package let mapDirectory: String
    /// Where maps in LDAP are looked for.
    let ldap: LDAPDefaults
    /// The sources, besides files and LDAP, that are known not to answer.
    let silentSources: Set<String>
    /// The maps that were read.
    package let library: MapLibrary

    /// Creates a locator.
    ///
    /// - Parameters:
    ///   - nameServiceSwitch: The sources of maps that are given by name.
    ///   - mapDirectory: The directory of map files.
    ///   - ldap: The servers, bases and schemas of maps in LDAP.
    ///   - silentSources: The sources, besides files and LDAP, that are known not to answer.
    ///   - library: Reads the files.
    package init(
        nameServiceSwitch: NameServiceSwitch,
        mapDirectory: String,
        ldap: LDAPDefaults = LDAPDefaults(),
        silentSources: Set<String> = [],
        library: MapLibrary
    ) {
        self.nameServiceSwitch = nameServiceSwitch
        self.mapDirectory = mapDirectory
        self.ldap = ldap
        self.silentSources = silentSources
        self.library = library
    }

    /// The places of a map that exist, in the order in which they are searched.
    ///
    /// - Parameters:
    ///   - map: The map.
    ///   - skipsFiles: Whether to skip the map directory, as for a map that includes itself.
    ///   - isNested: Whether an include or a submount names the map.
    /// - Returns: The places, some of which may turn out not to have the map.
    package func places(
        of map: MapSourceName,
        skippingFiles skipsFiles: Bool = false,
        isNested: Bool = false
    ) -> [MapPlace] {
        let name = String(decoding: map.name, as: UTF8.self)
        if let format = map.format, format == "amd" || format == "hesiod" {
            let bare = MapSourceName(type: map.type, name: map.name)
            let isThere = !places(of: bare, skippingFiles: skipsFiles).isEmpty
            return isThere ? [.unread(UnreadMap(name, .format(format)))] : []
        }
        switch map.type {
        case nil:
            if name.hasPrefix("/") { return skipsFiles ? [] : file(at: name) }
            return bySwitch(name, skippingFiles: skipsFiles)
        case "file":
            let path = name.hasPrefix("/") ? name : mapDirectory + "/" + name
            if library.map(at: path) != nil { return [.file(path)] }
            // A directory opens like a file and has no keys (case rule-master-state-058).
            return library.isDirectory(path) ? [.empty("directory")] : unread(at: path)
        case "program", "exec":
            guard name.hasPrefix("/") else { return [] }
            if case .program = library.item(at: name) { return [.program(name)] }
            return unread(at: name)
        case "ldap", "ldaps":
            // Includes and submounts hand on the name without its type (cases directory-i-2, directory-s-3).
            let type = isNested ? nil : map.type
            let map = LDAPMap(written: map.name, type: type, defaults: ldap)
            return [.ldap(LDAPPlace(map))]
        case let type?:
            return unread(name, in: type)
        }
    }

    /// A map in a source that is not asked; none where the source is known not to answer.
    private func unread(_ name: String, in source: String) -> [MapPlace] {
        silentSources.contains(source) ? [] : [.unread(UnreadMap(name, .source(source)))]
    }

    /// What is at a path and cannot be read.
    private func unread(at path: String) -> [MapPlace] {
        guard case .unreadable(let reason) = library.item(at: path) else { return [] }
        return [.unread(UnreadMap(path, .file(path: path, reason: reason)))]
    }

    /// Whether automount finds a map of a line of the master map, and so mounts the mount point.
    func isThere(_ map: MapSourceName, isMulti: Bool) -> Bool {
        if isMulti, map.type == nil, map.format == nil {
            let name = String(decoding: map.name, as: UTF8.self)
            if name.hasPrefix("/") {
                return library.isDirectory(name) || !places(of: map).isEmpty
            }
            if name.contains("/") || library.isDirectory(mapDirectory + "/" + name) { return false }
        }
        return !places(of: map).isEmpty
    }

    /// Why a map that has no places cannot be read, in a sentence.
    func reasonAgainst(_ map: MapSourceName) -> String {
        let name = String(decoding: map.name, as: UTF8.self)
        switch map.type {
        case nil where name.hasPrefix("/"), "program", "exec": return library.reasonAgainst(name)
        case "file": return library.reasonAgainst(name.hasPrefix("/") ? name : mapDirectory + "/" + name)
        case nil:
            guard let sources = nameServiceSwitch.sources else {
                return "the line automount: of /etc/nsswitch.conf has a syntax error"
            }
            if sources.contains(where: { $0.name == "files" }), !name.isEmpty {
                return library.reasonAgainst(mapDirectory + "/" + name)
            }
            return "no source of the line automount: of /etc/nsswitch.conf has it"
        case let type?: return "maps of type \(shownName(type)) cannot be read here"
        }
    }

    private func file(at path: String) -> [MapPlace] {
        switch library.item(at: path) {
        case .map: [.file(path)]
        case .program: [.program(path)]
        case .unreadable: unread(at: path)
        case .missing, .unusable: []
        }
    }

    private func bySwitch(
        _ name: String,
        skippingFiles skipsFiles: Bool
    ) -> [MapPlace] {
        guard let sources = nameServiceSwitch.sources else { return [] }
        if sources.isEmpty { return [.empty("no source")] }
        var places: [MapPlace] = []
        for source in sources {
            var found: [MapPlace] = []
            if source.name == "files" {
                guard !name.isEmpty else { return [] }
                guard !name.contains("/") else { return [.empty("files")] }
                let path = mapDirectory + "/" + name
                if !skipsFiles { found = file(at: path) }
                // With no other source a directory is a map without keys (case start-dirmap).
                if !skipsFiles, sources.count == 1, library.isDirectory(path) {
                    found = [.empty("directory")]
                }
            } else if source.name == "ldap" {
                let map = LDAPMap(written: Array(name.utf8), defaults: ldap)
                let place = LDAPPlace(
                    map,
                    endsWithoutKey: source.ends(after: .notFound),
                    endsWithoutServer: source.ends(after: .unavailable)
                )
                places.append(.ldap(place))
                continue
            } else {
                found = unread(name, in: source.name)
            }
            places += found
            // Sources that automount cannot ask have no result, so their actions do not count (case rule-nsswitch-086).
            guard source.name == "files" || source.name == "ldap" else { continue }
            if !found.isEmpty, source.ends(after: .notFound) { break }
        }
        return places
    }
}
