package import MountMaps

/// Where a named map is: the files to search in order, or why there is none.
package enum MapPlace: Hashable, Sendable {
    /// A file that is read as a map.
    case file(String)
    /// A program that is run with the key.
    case program(String)
    /// A source that holds keys which cannot be read here, such as a directory.
    case elsewhere(String)
}

/// Finds maps by type, path and nsswitch.conf(5).
package struct MapLocator: Sendable {
    package let nameServiceSwitch: NameServiceSwitch
    package let mapDirectory: String

    /// Finds maps by a switch, those given by name in a directory.
    package init(nameServiceSwitch: NameServiceSwitch, mapDirectory: String) {
        self.nameServiceSwitch = nameServiceSwitch
        self.mapDirectory = mapDirectory
    }

    /// The places of a map that exist, in the order in which they are searched; empty where none does.
    ///
    /// The map directory is left out where a map includes itself.
    package func places(
        of map: MapSourceName,
        in library: inout MapLibrary,
        skippingFiles skipsFiles: Bool = false
    ) -> [MapPlace] {
        if map.format == "amd" || map.format == "hesiod" {
            let bare = MapSourceName(type: map.type, name: map.name)
            let isThere = !places(of: bare, in: &library, skippingFiles: skipsFiles).isEmpty
            return isThere ? [.elsewhere(map.format ?? "")] : []
        }
        let name = String(decoding: map.name, as: UTF8.self)
        switch map.type {
        case nil:
            if name.hasPrefix("/") { return skipsFiles ? [] : file(at: name, in: &library) }
            return bySwitch(name, in: &library, skippingFiles: skipsFiles)
        case "file":
            let path = name.hasPrefix("/") ? name : mapDirectory + "/" + name
            return library.map(at: path) == nil ? [] : [.file(path)]
        case "program", "exec":
            guard name.hasPrefix("/"), case .program = library.item(at: name) else { return [] }
            return [.program(name)]
        case "ldap", "ldaps":
            return [.elsewhere("ldap")]
        default:
            return []
        }
    }

    /// Why a map that has no places cannot be read, in a sentence.
    func reasonAgainst(_ map: MapSourceName, in library: inout MapLibrary) -> String {
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

    private func file(at path: String, in library: inout MapLibrary) -> [MapPlace] {
        switch library.item(at: path) {
        case .map: [.file(path)]
        case .program: [.program(path)]
        case .missing, .unreadable: []
        }
    }

    private func bySwitch(
        _ name: String,
        in library: inout MapLibrary,
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
                if !skipsFiles { found = file(at: mapDirectory + "/" + name, in: &library) }
            } else if source.name == "ldap" {
                found = [.elsewhere(source.name)]
            }
            places += found
            if source.ends(after: found.isEmpty ? .unavailable : .notFound) { break }
        }
        return places
    }
}
