package import MountMaps
import SourceText

/// A map that was read.
///
/// Its lines are counted only when the first message needs a line number.
struct LoadedMap {
    let document: AutomountMapDocument
    private(set) lazy var lines = LineTable(document.file.bytes)

    init(_ document: AutomountMapDocument) {
        self.document = document
    }
}

/// The cache of a resolver: each file is read and parsed once.
package final class MapLibrary {
    /// What is at a path that should be a map.
    ///
    /// A file whose owner may execute it is a program (`daemon/lookup.c: lookup_name_file_source_instance`;
    /// cases program-059, program-061).
    package enum Item {
        case map
        case program
        case missing
        /// It cannot be used as a map; the reason is a sentence that names the path.
        case unusable(reason: String)
        /// It cannot be read here, and may be a map. The reason is a sentence that names the path.
        case unreadable(reason: String)
    }

    let source: any MapSource
    /// The answers of programs and LDAP servers, and the open questions.
    var answers = MapAnswers()
    private var directKeysInLDAP: [LDAPMap: [[UInt8]: FoundEntry]] = [:]
    private var directKeyTable: DirectKeyTable?
    private var items: [String: Item] = [:]
    private var maps: [String: LoadedMap] = [:]

    package init(_ source: any MapSource) {
        self.source = source
    }

    /// What is at a path.
    ///
    /// A map is read on the first call.
    package func item(at path: String) -> Item {
        if let known = items[path] { return known }
        let item: Item
        switch source.file(at: path) {
        case .file(_, isExecutable: true):
            item = .program
        case .file(let bytes, isExecutable: false):
            maps[path] = LoadedMap(AutomountMapDocument(SourceFile(name: path, bytes: bytes)))
            item = .map
        case .directory:
            item = .unusable(reason: "\(shownName(path)) is a directory, not a map")
        case .unusable(let reason):
            item = .unusable(reason: reason)
        case .unreadable(let reason):
            item = .unreadable(reason: reason)
        case .missing:
            item = .missing
        }
        items[path] = item
        return item
    }

    /// The map at a path, or `nil` if there is no file.
    ///
    /// An executable file is read too, as the map type `file` does (`daemon/lookup.c: do_name_lookup_mount`;
    /// cases master-060, master-062).
    package func map(at path: String) -> AutomountMapDocument? {
        _ = item(at: path)
        if let map = maps[path] { return map.document }
        guard case .file(let bytes, _) = source.file(at: path) else { return nil }
        let document = AutomountMapDocument(SourceFile(name: path, bytes: bytes))
        maps[path] = LoadedMap(document)
        return document
    }

    /// Why the file at a path is not a map, in a sentence that names it.
    func reasonAgainst(_ path: String) -> String {
        switch item(at: path) {
        case .unusable(let reason), .unreadable(let reason): reason
        case .missing: "\(shownName(path)) does not exist"
        case .map, .program: "\(shownName(path)) is not of the type that the map asks for"
        }
    }

    /// Whether a path is a directory.
    func isDirectory(_ path: String) -> Bool { path == "/" || source.file(at: path) == .directory }

    /// Whether a file takes the place of a directory on a path, so that nothing can be mounted below it
    /// (`daemon/automount.c: mkdir_path`; case rule-master-state-056).
    func isBelowFile(_ path: PathComponents) -> Bool {
        var text = ""
        for component in path.components {
            text += "/" + String(decoding: component, as: UTF8.self)
            switch source.file(at: text) {
            case .file: return true
            case .missing: return false
            case .directory, .unusable, .unreadable: continue
            }
        }
        return false
    }

    /// The line of an offset in a map that was read before.
    func line(of offset: Int, in path: String) -> Int? {
        maps[path]?.lines.position(of: offset).line
    }
}

extension MapLibrary {
    /// The keys of all direct maps.
    ///
    /// The table is kept once no question is open.
    func directKeyTable(of keys: DirectKeys, by locator: MapLocator) -> DirectKeyTable {
        if let directKeyTable { return directKeyTable }
        let table = DirectKeyTable(keys, locator: locator)
        if answers.open.isEmpty { directKeyTable = table }
        return table
    }

    /// Forgets the keys of all direct maps.
    ///
    /// Call it when an answer or another master map may change them.
    func forgetDirectKeys() { directKeyTable = nil }

    /// The keys of a direct map in LDAP, which automount reads as a whole when it starts
    /// (`modules/lookup_ldap.c: read_one_map`; case ldap-030).
    func directKeys(
        of map: LDAPMap,
        _ keys: LDAPKeys,
        _ entries: [LDAPMapEntry]
    ) -> [[UInt8]: FoundEntry] {
        if let known = directKeysInLDAP[map] { return known }
        let names = keys.names(in: entries).map { ($0.name, $0.entry) }
        let found = Dictionary(names) { first, _ in first }
        directKeysInLDAP[map] = found
        return found
    }
}
