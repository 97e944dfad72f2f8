import MountMaps
import SourceText

/// What the master map and all it includes come to: the mount points, and what cancels some of them.
struct MasterTable {
    /// A line of a master map in its place.
    struct Line {
        let entry: MasterMapEntry
        let file: String
        let line: Int
        /// How many lines were read before this one.
        let order: Int
    }

    /// The lines of indirect mount points, one for each.
    private(set) var indirect: [Line] = []
    /// The lines of direct maps.
    private(set) var direct: [Line] = []
    private var cancelled: [[UInt8]: Int] = [:]
    private var taken: Set<[UInt8]> = []
    private var count = 0

    /// Whether `nobind` stands on any line of direct maps, which makes it hold for all.
    var forbidsDirectBind: Bool {
        direct.contains { line in
            guard case .maps(let sources) = line.entry.target else { return false }
            return sources.contains { $0.options.isNoBind }
        }
    }

    /// Whether a line before some other one cancels a path; automount compares the texts.
    func cancels(_ path: [UInt8], before order: Int) -> Bool {
        cancelled[path].map { $0 < order } ?? false
    }

    mutating func add(_ entry: MasterMapEntry, file: String, line: Int) {
        count += 1
        var path = entry.mountPoint
        while path.count > 1, path.last == MapByte.slash { path.removeLast() }
        if case .null = entry.target {
            if !taken.contains(path), cancelled[path] == nil { cancelled[path] = count }
            return
        }
        // Nothing can be mounted on the root.
        guard cancelled[path] == nil, PathComponents(path).count > 0 else { return }
        let line = Line(entry: entry, file: file, line: line, order: count)
        if entry.isDirect {
            direct.append(line)
        } else if taken.insert(path).inserted {
            indirect.append(line)
        }
    }
}

/// A path as the kernel walks it: without empty components and dots.
struct PathComponents: Hashable {
    private(set) var components: [[UInt8]] = []

    init(_ path: some Collection<UInt8>) {
        for component in path.split(separator: MapByte.slash) {
            if component.elementsEqual(".".utf8) { continue }
            if component.elementsEqual("..".utf8) {
                _ = components.popLast()
            } else {
                components.append(Array(component))
            }
        }
    }

    var count: Int { components.count }

    /// The path as the kernel names it.
    var text: String {
        let bytes = components.flatMap { [MapByte.slash] + $0 }
        return bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether another path is this one or lies below it.
    func holds(_ other: PathComponents) -> Bool {
        other.components.starts(with: components)
    }
}

/// Reads the master map with its includes.
struct MasterTableReader {
    let source: any MapSource
    let locator: MapLocator
    private var visited: Set<String> = []
    private(set) var table = MasterTable()
    private var isEnded = false

    init(source: any MapSource, locator: MapLocator) {
        self.source = source
        self.locator = locator
    }

    /// Reads a master map by name or path; false where there is none.
    mutating func read(_ name: String, depth: Int = 0) -> Bool {
        if name.hasPrefix("/") { return readFile(name, depth: depth) }
        guard !name.isEmpty, !name.contains("/") else { return false }
        let hasFiles = locator.nameServiceSwitch.sources?.contains { $0.name == "files" } ?? false
        return hasFiles && readFile(locator.mapDirectory + "/" + name, depth: depth)
    }

    /// Reads a file once; lines that are read again would only repeat mount points that are taken.
    private mutating func readFile(_ path: String, depth: Int) -> Bool {
        guard depth <= AutomountLimits.includeDepth else { return false }
        guard case .file(let bytes, _) = source.file(at: path) else { return false }
        guard !isEnded, visited.insert(path).inserted else { return true }
        let document = MasterMapDocument(SourceFile(name: path, bytes: bytes))
        let lines = LineTable(bytes)
        for content in document.lines {
            switch content {
            case .entry(let entry):
                let line = lines.position(of: entry.range.lowerBound).line
                table.add(entry, file: path, line: line)
            case .include(let include):
                readInclude(String(decoding: include.name, as: UTF8.self), depth: depth)
            }
            if isEnded { return true }
        }
        isEnded = document.endsReading
        return true
    }

    private mutating func readInclude(_ name: String, depth: Int) {
        if name.hasPrefix("dir:/") {
            readDirectory(String(name.dropFirst("dir:".count)), depth: depth)
        } else if name.hasPrefix("file:/") {
            _ = readFile(String(name.dropFirst("file:".count)), depth: depth + 1)
        } else if !name.contains(":") {
            _ = read(name, depth: depth + 1)
        }
    }

    private mutating func readDirectory(_ path: String, depth: Int) {
        var directory = path[...]
        while directory.hasSuffix("/") { directory.removeLast() }
        let suffix = ".autofs"
        let names = source.names(inDirectory: String(directory)) ?? []
        let read = names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") && $0.count > suffix.count }
        for name in read.sorted(by: VersionOrder.precedes) {
            _ = readFile(directory + "/" + name, depth: depth + 1)
        }
    }
}
