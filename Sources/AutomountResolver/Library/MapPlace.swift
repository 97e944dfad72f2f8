package import HostFiles
package import MountMaps

/// Where a named map is: the files to search in order, or why there is none.
package enum MapPlace: Hashable, Sendable {
    /// A file that is read as a map.
    case file(String)
    /// A program that is run with the key.
    case program(String)
    /// A map in a directory.
    case ldap(LDAPPlace)
    /// A source that holds keys which cannot be read here, such as a directory.
    case elsewhere(String)
}

/// Finds maps by type, path and nsswitch.conf(5).
package struct MapLocator {
    package let nameServiceSwitch: NameServiceSwitch
    package let mapDirectory: String
    /// Where maps in LDAP are looked for.
    let ldap: LDAPDefaults
    /// The maps that were read.
    package let library: MapLibrary

    /// Finds maps.
    ///
    /// - Parameters:
    ///   - nameServiceSwitch: The sources of a map that is given by name.
    ///   - mapDirectory: The directory of map files.
    ///   - ldap: The servers, bases and schemas of maps in LDAP.
    ///   - library: Reads the files.
    package init(
        nameServiceSwitch: NameServiceSwitch,
        mapDirectory: String,
        ldap: LDAPDefaults = LDAPDefaults(),
        library: MapLibrary
    ) {
        self.nameServiceSwitch = nameServiceSwitch
        self.mapDirectory = mapDirectory
        self.ldap = ldap
        self.library = library
    }

    /// The places of a map that exist, in the order in which they are searched; empty where none does.
    ///
    /// - Parameters:
    ///   - map: The map.
    ///   - skipsFiles: Whether the map directory is left out, as where a map includes itself.
    ///   - isNested: Whether an include or a submount names the map.
    /// - Returns: The places, some of which may turn out not to hold the map.
    package func places(
        of map: MapSourceName,
        skippingFiles skipsFiles: Bool = false,
        isNested: Bool = false
    ) -> [MapPlace] {
        if map.format == "amd" || map.format == "hesiod" {
            let bare = MapSourceName(type: map.type, name: map.name)
            let isThere = !places(of: bare, skippingFiles: skipsFiles).isEmpty
            return isThere ? [.elsewhere(map.format ?? "")] : []
        }
        let name = String(decoding: map.name, as: UTF8.self)
        switch map.type {
        case nil:
            if name.hasPrefix("/") { return skipsFiles ? [] : file(at: name) }
            return bySwitch(name, skippingFiles: skipsFiles)
        case "file":
            let path = name.hasPrefix("/") ? name : mapDirectory + "/" + name
            if library.map(at: path) != nil { return [.file(path)] }
            // Automount opens a directory as it would a file, and finds no keys in it.
            return library.isDirectory(path) ? [.elsewhere("directory")] : []
        case "program", "exec":
            guard name.hasPrefix("/"), case .program = library.item(at: name) else { return [] }
            return [.program(name)]
        case "ldap", "ldaps":
            // Of an include and a submount automount hands on the name without its type.
            let type = isNested ? nil : map.type
            let map = LDAPMap(written: map.name, type: type, defaults: ldap)
            return [.ldap(LDAPPlace(map))]
        default:
            return []
        }
    }

    /// Whether automount finds a map that a line of the master map names, and mounts the mount point then.
    ///
    /// With `multi` a map may be a directory by its path, but none by its name, and none a relative path.
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
                return "the line automount: of /etc/nsswitch.conf cannot be understood"
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
        case .missing, .unreadable: []
        }
    }

    private func bySwitch(
        _ name: String,
        skippingFiles skipsFiles: Bool
    ) -> [MapPlace] {
        guard let sources = nameServiceSwitch.sources else { return [] }
        if sources.isEmpty { return [.elsewhere("no source")] }
        var places: [MapPlace] = []
        for source in sources {
            var found: [MapPlace] = []
            if source.name == "files" {
                guard !name.isEmpty else { return [] }
                guard !name.contains("/") else { return [.elsewhere("files")] }
                let path = mapDirectory + "/" + name
                if !skipsFiles { found = file(at: path) }
                // A directory is a map without keys, where no other source comes after.
                if !skipsFiles, sources.count == 1, library.isDirectory(path) {
                    found = [.elsewhere("directory")]
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
            } else if source.name == "dir" {
                found = [.elsewhere(source.name)]
            }
            places += found
            // A file that is missing does not count as a source that is unavailable; of sources that automount knows and
            // cannot ask it learns nothing.
            guard source.name == "files" || source.name == "ldap" else { continue }
            if !found.isEmpty, source.ends(after: .notFound) { break }
        }
        return places
    }
}
