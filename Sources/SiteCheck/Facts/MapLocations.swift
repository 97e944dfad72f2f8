import AutomountResolver
import HostFiles
import MountMaps
import SourceText

/// The NFS locations of a map entry, as far as they are the same for every key.
///
/// The resolver's parser of locations cannot be used here. It needs the entry of one key with `&` and variables replaced,
/// and it refuses an entry completely if one location is invalid.
struct MapLocations {
    /// A location: hosts, a path on them, and the options of its mount.
    struct Location {
        /// The hosts without weights; an empty one is the client itself.
        let hosts: [[UInt8]]
        /// The path, up to the first key or variable in it.
        let path: [UInt8]
        /// Whether the path continues with a key or a variable.
        let isCompleted: Bool
        /// The options; those of the master map come first.
        let options: [String]
        /// The type of the file system.
        let type: String

        /// The path, or the directory that contains every path the key or variable can give.
        var directory: [UInt8] {
            guard isCompleted else { return path.normalisedPath }
            return Array(path[..<(path.lastIndex(of: .slash) ?? 0)]).normalisedPath
        }

        /// Returns the value of an option; the last one wins.
        func value(of names: Set<String>) -> Substring? {
            for option in options.reversed() {
                let name = option.prefix { $0 != "=" }
                if names.contains(String(name)) { return option.dropFirst(name.count + 1) }
            }
            return nil
        }
    }

    private(set) var locations: [Location] = []

    init(
        _ entry: AutomountMapEntry,
        in file: SiteMaps.File,
        reading reader: inout AutomountOptionReader,
        appendsOptions: Bool = true
    ) {
        let view = AutomountEntryView(entry, in: file.document, reading: &reader)
        let name = file.document.name(of: entry) ?? []
        let key = name == [UInt8(ascii: "*")] ? nil : name
        let own = view.options.items.map(\.text)
        let shared = appendsOptions || own.isEmpty ? file.inheritedOptions + own : own
        var options = shared
        for word in view.words {
            var word = word
            if word.first == .slash || word.starts(with: "\"/".utf8) {
                options = shared
                continue
            }
            if word.first == UInt8(ascii: "-") {
                let end = word.firstIndex(where: MapByte.partsWords) ?? word.endIndex
                let items = word[..<end].dropFirst().split(separator: UInt8(ascii: ","))
                options = shared + items.map { String(decoding: $0, as: UTF8.self) }
                word = word[end...].drop(while: MapByte.partsWords)
            }
            take(word, key, options)
        }
    }

    private mutating func take(_ word: ArraySlice<UInt8>, _ key: [UInt8]?, _ options: [String]) {
        let type = options.last { $0.hasPrefix("fstype=") }.map { String($0.dropFirst(7)) } ?? "nfs"
        guard type == "nfs" || type == "nfs4" else { return }
        guard let text = EntryText.unquoted(word), let colon = Self.colonSlash(in: text) else { return }
        let written = text[(colon + 1)...]
        let (path, isCompleted) = Self.completed(written, key, isQuoted: word.contains(UInt8(ascii: "\"")))
        let hosts = text[..<colon].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: colon > 0)
            .map { host in Array(host.prefix { $0 != UInt8(ascii: "(") }) }
        guard !hosts.contains(where: { $0.contains(UInt8(ascii: "$")) || $0.contains(UInt8(ascii: "&")) })
        else {
            return
        }
        locations.append(
            Location(hosts: hosts, path: path, isCompleted: isCompleted, options: options, type: type)
        )
    }

    private static func colonSlash(in text: [UInt8]) -> Int? {
        text.indices.dropLast().first { EntryText.isColonSlash(at: $0, in: text[...]) }
    }

    /// Replaces `&` by the key, up to the first part that is not known.
    private static func completed(
        _ written: ArraySlice<UInt8>,
        _ key: [UInt8]?,
        isQuoted: Bool
    ) -> (path: [UInt8], isCompleted: Bool) {
        guard !isQuoted else { return (Array(written), false) }
        var path: [UInt8] = []
        for byte in written {
            if byte == UInt8(ascii: "$") { return (path, true) }
            if byte == UInt8(ascii: "&") {
                guard let key else { return (path, true) }
                path += key
            } else {
                path.append(byte)
            }
        }
        return (path, false)
    }
}

extension Site {
    /// Calls a closure for each location of all maps that is on this machine.
    func forEachOwnLocation(
        _ identity: HostIdentity,
        _ body: (MapLocations.Location, SiteMaps.File, AutomountMapEntry) -> Void
    ) {
        var isOwn: [[UInt8]: Bool] = [:]
        func isThis(_ host: [UInt8]) -> Bool {
            if let known = isOwn[host] { return known }
            let answer = !host.isEmpty && identity.isThis(host)
            isOwn[host] = answer
            return answer
        }
        var reader = AutomountOptionReader()
        for file in maps.files {
            for entry in file.document.entries {
                let found = MapLocations(
                    entry,
                    in: file,
                    reading: &reader,
                    appendsOptions: maps.appendsOptions
                )
                for location in found.locations
                where location.hosts.contains(where: isThis) {
                    body(location, file, entry)
                }
            }
        }
    }
}
