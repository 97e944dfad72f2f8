package import MountMaps
import SourceText

/// A map that was read, with its lines counted once something is said about it.
struct LoadedMap: Sendable {
    let document: AutomountMapDocument
    private(set) lazy var lines = LineTable(document.file.bytes)
    init(_ document: AutomountMapDocument) {
        self.document = document
    }
}

/// The maps that a resolver has read; each file is read and parsed once.
package struct MapLibrary: Sendable {
    /// What is at a path that should be a map.
    package enum Item: Sendable {
        case map
        case program
        case missing
        /// Something that is no map, and why, in a sentence that names it.
        case unreadable(reason: String)
    }

    let source: any MapSource
    /// What is known besides the files.
    var answers = MapAnswers()
    /// The keys of direct maps in directories, once they are known.
    var directKeys: [LDAPMap: [[UInt8]: FoundEntry]] = [:]
    /// The keys of all direct maps of the master map, once they are known.
    private var directKeyTable: DirectKeyTable?
    private var items: [String: Item] = [:]
    private var maps: [String: LoadedMap] = [:]

    package init(_ source: any MapSource) {
        self.source = source
    }

    /// What is at a path; a map is read on the first call.
    package mutating func item(at path: String) -> Item {
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

    /// The map at a path, read even where it is executable, as the type `file` demands; `nil` where there is none.
    package mutating func map(at path: String) -> AutomountMapDocument? {
        _ = item(at: path)
        if let map = maps[path] { return map.document }
        guard case .file(let bytes, _) = source.file(at: path) else { return nil }
        let document = AutomountMapDocument(SourceFile(name: path, bytes: bytes))
        maps[path] = LoadedMap(document)
        return document
    }

    /// Why there is no map at a path, in a sentence that names it.
    mutating func reasonAgainst(_ path: String) -> String {
        switch item(at: path) {
        case .unreadable(let reason): reason
        case .missing: "\(shownName(path)) does not exist"
        case .map, .program: "\(shownName(path)) is not what the type of the map asks for"
        }
    }

    /// Whether a path is a directory.
    func isDirectory(_ path: String) -> Bool { path == "/" || source.file(at: path) == .directory }

    /// Whether a file stands where a directory should be: nothing can be mounted there.
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

    /// The keys of all direct maps; what is not known yet stays an open question, and is looked for again.
    mutating func directKeyTable(of keys: DirectKeys, by locator: MapLocator) -> DirectKeyTable {
        if let directKeyTable { return directKeyTable }
        let table = DirectKeyTable(keys, locator: locator, library: &self)
        if answers.open.isEmpty { directKeyTable = table }
        return table
    }

    /// Forgets the keys of all direct maps, where an answer or another master map may change them.
    mutating func forgetDirectKeys() { directKeyTable = nil }

    /// The line of an offset in a map that was read before.
    mutating func line(of offset: Int, in path: String) -> Int? {
        maps[path]?.lines.position(of: offset).line
    }
}
