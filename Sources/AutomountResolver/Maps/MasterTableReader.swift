package import MountMaps
package import SourceText

/// Reads the master map with its includes.
package struct MasterTableReader {
    /// Where an include stands.
    private struct IncludePlace {
        let document: Int
        let offset: Int
    }

    let locator: MapLocator
    /// Where files are read, and what is known besides them.
    private(set) var library: MapLibrary
    private var visited: Set<String> = []
    package private(set) var table = MasterTable()
    /// The master maps that were read, in order.
    package private(set) var documents: [MasterMapDocument] = []
    /// For each of the documents the include that led to it; nil for the one that reading began with.
    private var includes: [IncludePlace?] = []
    /// The include that is being followed.
    private var following: IncludePlace?
    /// The includes that led to nothing, each with the file that it stands in.
    package private(set) var deadIncludes: [(include: AutomountInclude, file: String)] = []
    /// The directories whose drop-ins are read.
    package private(set) var directories: [String] = []
    private var isEnded = false

    init(library: MapLibrary, locator: MapLocator) {
        self.library = library
        self.locator = locator
    }

    package init(source: any MapSource, locator: MapLocator) {
        self.init(library: MapLibrary(source), locator: locator)
    }

    /// Reads as automount does, by the nsswitch.conf(5) of a source.
    package init(_ source: any MapSource) {
        let bytes: [UInt8] =
            if case .file(let bytes, _) = source.file(at: "/etc/nsswitch.conf") { bytes } else { [] }
        self.init(
            source: source,
            locator: MapLocator(nameServiceSwitch: NameServiceSwitch(bytes), mapDirectory: "/etc")
        )
    }

    /// Reads the master map that autofs.conf(5) names, or the usual one; false where there is none.
    package mutating func readMasterMap(by configuration: AutofsConfiguration) -> Bool {
        if read(configuration.masterMapName) { return true }
        return !configuration.namesMasterMap && read("auto_master")
    }

    /// What is read before a place in a master map: of each other file the text that comes first.
    ///
    /// - Parameters:
    ///   - offset: The place, as an offset in the file.
    ///   - path: The path of the file.
    /// - Returns: The texts in the order in which their reading begins; nil where the file is not read.
    package func texts(before offset: Int, in path: String) -> [SourceFile]? {
        guard let target = documents.firstIndex(where: { $0.file.name == path }) else { return nil }
        var unfinished: [Int: Int] = [:]
        var next = includes[target]
        while let include = next {
            unfinished[include.document] = include.offset
            next = includes[include.document]
        }
        return documents.indices.filter { $0 < target || isRead($0, before: offset, in: target) }.map {
            index in
            let file = documents[index].file
            guard let end = unfinished[index] else { return file }
            return SourceFile(name: file.name, bytes: Array(file.bytes[..<end]))
        }
    }

    /// Whether a document is included, at whatever depth, by what stands before a place in another one.
    private func isRead(_ document: Int, before offset: Int, in target: Int) -> Bool {
        var next = includes[document]
        while let include = next, include.document >= target {
            if include.document == target { return include.offset < offset }
            next = includes[include.document]
        }
        return false
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
        guard case .file(let bytes, _) = library.source.file(at: path) else { return false }
        guard !isEnded, visited.insert(path).inserted else { return true }
        let document = MasterMapDocument(SourceFile(name: path, bytes: bytes))
        let index = documents.count
        documents.append(document)
        includes.append(following)
        let outer = following
        defer { following = outer }
        let lines = LineTable(bytes)
        for content in document.lines {
            switch content {
            case .entry(let entry):
                let line = lines.position(of: entry.range.lowerBound).line
                table.add(entry, file: path, line: line)
            case .include(let include):
                following = IncludePlace(document: index, offset: include.range.lowerBound)
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
        let names = library.source.names(inDirectory: String(directory)) ?? []
        let read = names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") && $0.count > suffix.count }
        for name in read.sorted(by: VersionOrder.precedes) {
            _ = readFile(directory + "/" + name, depth: depth + 1)
        }
    }
}
