package import MountMaps
import SourceText

/// A map that was read.
///
/// Its lines are counted when the first message names one.
struct LoadedMap {
    let document: AutomountMapDocument
    private(set) lazy var lines = LineTable(document.file.bytes)

    init(_ document: AutomountMapDocument) {
        self.document = document
    }
}

/// The cache of a resolver: each file is read and parsed once, whoever asks for it.
package final class MapLibrary {
    /// What a path leads to that should be a map.
    package enum Item {
        case map
        case program
        case missing
        /// It cannot be used as a map. The reason is a sentence that names the path.
        case unreadable(reason: String)
    }

    let source: any MapSource
    /// The answers of programs and LDAP servers, and the questions that are still open.
    var answers = MapAnswers()
    private var directKeysInLDAP: [LDAPMap: [[UInt8]: FoundEntry]] = [:]
    private var directKeyTable: DirectKeyTable?
    private var items: [String: Item] = [:]
    private var maps: [String: LoadedMap] = [:]

    package init(_ source: any MapSource) {
        self.source = source
    }

    /// What a path leads to.
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
            item = .unreadable(reason: "\(shownName(path)) is a directory, not a map")
        case .unreadable(let reason):
            item = .unreadable(reason: reason)
        case .missing:
            item = .missing
        }
        items[path] = item
        return item
    }

    /// The map at a path, or `nil` where there is no file.
    ///
    /// An executable file is read too, as the map type `file` demands.
    package func map(at path: String) -> AutomountMapDocument? {
        _ = item(at: path)
        if let map = maps[path] { return map.document }
        guard case .file(let bytes, _) = source.file(at: path) else { return nil }
        let document = AutomountMapDocument(SourceFile(name: path, bytes: bytes))
        maps[path] = LoadedMap(document)
        return document
    }

    /// Why a path is not a map, in a sentence that names it.
    func reasonAgainst(_ path: String) -> String {
        switch item(at: path) {
        case .unreadable(let reason): reason
        case .missing: "\(shownName(path)) does not exist"
        case .map, .program: "\(shownName(path)) is not of the type that the map asks for"
        }
    }

    /// Whether a path is a directory.
    func isDirectory(_ path: String) -> Bool { path == "/" || source.file(at: path) == .directory }

    /// Whether a file is in the place of a directory on the way to a path: nothing can be mounted below it.
    func isBelowFile(_ path: PathComponents) -> Bool {
        var text = ""
        for component in path.components {
            text += "/" + String(decoding: component, as: UTF8.self)
            switch source.file(at: text) {
            case .file: return true
            case .missing: return false
            case .directory, .unreadable: continue
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

    /// The keys of a direct map in LDAP, which automount reads as a whole when it starts.
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
