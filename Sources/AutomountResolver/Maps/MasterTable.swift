package import MountMaps
import SourceText

/// What the master map and all it includes come to: the mount points, and what cancels some of them.
package struct MasterTable: Sendable {
    /// A line of a master map in its place.
    package struct Line: Sendable {
        package let entry: MasterMapEntry
        package let file: String
        package let line: Int
        /// How many lines were read before this one.
        package let order: Int
    }

    /// The lines of indirect mount points, one for each.
    package private(set) var indirect: [Line] = []
    /// The lines of direct maps.
    package private(set) var direct: [Line] = []
    /// The lines of mount points that an earlier line has taken, each with that line.
    package private(set) var shadowed: [(line: Line, earlier: Line)] = []
    private var cancelled: [[UInt8]: Int] = [:]
    private var taken: [[UInt8]: Line] = [:]
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
            if taken[path] == nil, cancelled[path] == nil { cancelled[path] = count }
            return
        }
        // Nothing can be mounted on the root, nor where automount sees a direct map that is none.
        let looksDirect = !entry.isDirect && path.starts(with: "/-".utf8)
        guard cancelled[path] == nil, PathComponents(path).count > 0, !looksDirect else { return }
        let line = Line(entry: entry, file: file, line: line, order: count)
        if entry.isDirect {
            direct.append(line)
        } else if let earlier = taken[path] {
            shadowed.append((line, earlier))
        } else {
            taken[path] = line
            indirect.append(line)
        }
    }
}

/// A path as the kernel walks it: without empty components and dots.
package struct PathComponents: Hashable, Sendable {
    package private(set) var components: [[UInt8]] = []

    package init(_ path: some Collection<UInt8>) {
        for component in path.split(separator: MapByte.slash) {
            if component.elementsEqual(".".utf8) { continue }
            if component.elementsEqual("..".utf8) {
                _ = components.popLast()
            } else {
                components.append(Array(component))
            }
        }
    }

    package var count: Int { components.count }

    /// The path as the kernel names it.
    var text: String {
        let bytes = components.flatMap { [MapByte.slash] + $0 }
        return bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether another path is this one or lies below it.
    package func holds(_ other: PathComponents) -> Bool {
        other.components.starts(with: components)
    }
}

/// Reads the master map with its includes.
package struct MasterTableReader {
    let source: any MapSource
    let locator: MapLocator
    private var visited: Set<String> = []
    package private(set) var table = MasterTable()
    /// The master maps that were read, in order.
    package private(set) var documents: [MasterMapDocument] = []
    /// The includes that led to nothing, each with the file that it stands in.
    package private(set) var deadIncludes: [(include: AutomountInclude, file: String)] = []
    /// The directories whose drop-ins are read.
    package private(set) var directories: [String] = []
    private var isEnded = false

    package init(source: any MapSource, locator: MapLocator) {
        self.source = source
        self.locator = locator
    }

    /// Reads a master map by name or path; false where there is none.
    package mutating func read(_ name: String, depth: Int = 0) -> Bool {
        if name.hasPrefix("/") { return readFile(name, depth: depth) }
        guard !name.isEmpty, !name.contains("/") else { return false }
        let hasFiles = locator.nameServiceSwitch.sources?.contains { $0.name == "files" } ?? false
        return hasFiles && readFile(locator.mapDirectory + "/" + name, depth: depth)
    }

    /// Reads a file once; lines that are read again would only repeat mount points that are taken.
    private mutating func readFile(_ path: String, depth: Int) -> Bool {
        guard depth <= AutomountLimits.includeDepth else { return false }
        guard !visited.contains(path) else { return true }
        guard case .file(let bytes, _) = source.file(at: path) else { return false }
        guard !isEnded, visited.insert(path).inserted else { return true }
        let document = MasterMapDocument(SourceFile(name: path, bytes: bytes))
        documents.append(document)
        let lines = LineTable(bytes)
        for content in document.lines {
            switch content {
            case .entry(let entry):
                let line = lines.position(of: entry.range.lowerBound).line
                table.add(entry, file: path, line: line)
            case .include(let include):
                let isRead = readInclude(String(decoding: include.name, as: UTF8.self), depth: depth)
                if !isRead { deadIncludes.append((include, path)) }
            }
            if isEnded { return true }
        }
        isEnded = document.endsReading
        return true
    }

    /// Reads what an include names; false where that is nothing.
    private mutating func readInclude(_ name: String, depth: Int) -> Bool {
        if name.hasPrefix("dir:/") {
            readDirectory(String(name.dropFirst("dir:".count)), depth: depth)
            return true
        }
        if name.hasPrefix("file:/") {
            return readFile(String(name.dropFirst("file:".count)), depth: depth + 1)
        }
        return !name.contains(":") && read(name, depth: depth + 1)
    }

    private mutating func readDirectory(_ path: String, depth: Int) {
        var directory = path[...]
        while directory.hasSuffix("/") { directory.removeLast() }
        directories.append(String(directory))
        let suffix = ".autofs"
        let names = source.names(inDirectory: String(directory)) ?? []
        let read = names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") && $0.count > suffix.count }
        for name in read.sorted(by: VersionOrder.precedes) {
            _ = readFile(directory + "/" + name, depth: depth + 1)
        }
    }
}
