import MountMaps
import SourceText

/// A map that was read, with its lines counted once something is said about it.
struct LoadedMap {
    let document: AutomountMapDocument
    private(set) lazy var lines = LineTable(document.file.bytes)

    init(_ document: AutomountMapDocument) {
        self.document = document
    }
}

/// The maps that a resolver has read; each file is read and parsed once.
struct MapLibrary {
    /// What is at a path that should be a map.
    enum Item {
        case map
        case program
        case missing
    }

    let source: any MapSource
    private var items: [String: Item] = [:]
    private var maps: [String: LoadedMap] = [:]

    init(_ source: any MapSource) {
        self.source = source
    }

    /// What is at a path; a map is read on the first call.
    mutating func item(at path: String) -> Item {
        if let known = items[path] { return known }
        let item: Item
        switch source.file(at: path) {
        case .file(_, isExecutable: true):
            item = .program
        case .file(let bytes, isExecutable: false):
            maps[path] = LoadedMap(AutomountMapDocument(SourceFile(name: path, bytes: bytes)))
            item = .map
        case .directory, .missing, .unreadable:
            item = .missing
        }
        items[path] = item
        return item
    }

    /// The map at a path, read even where it is executable, as the type `file` demands; `nil` where there is none.
    mutating func map(at path: String) -> AutomountMapDocument? {
        _ = item(at: path)
        if let map = maps[path] { return map.document }
        guard case .file(let bytes, _) = source.file(at: path) else { return nil }
        let document = AutomountMapDocument(SourceFile(name: path, bytes: bytes))
        maps[path] = LoadedMap(document)
        return document
    }

    /// The line of an offset in a map that was read before.
    mutating func line(of offset: Int, in path: String) -> Int? {
        maps[path]?.lines.position(of: offset).line
    }
}
