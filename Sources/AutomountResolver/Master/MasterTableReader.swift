package import HostFiles
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
    private var visitedDirectories: Set<LDAPMap> = []
    /// Why an LDAP server that may hold a part of the master map could not be asked.
    private(set) var problem: ResolutionFailure?
    /// Set where LDAP was not asked, so that the master map is not known.
    private(set) var notAsked: ResolutionFailure?

    private var library: MapLibrary { locator.library }

    package init(locator: MapLocator) {
        self.locator = locator
    }

    /// Reads as automount does, by the nsswitch.conf(5) of a source.
    package init(_ source: any MapSource) {
        let bytes: [UInt8] =
            if case .file(let bytes, _) = source.file(at: "/etc/nsswitch.conf") { bytes } else { [] }
        self.init(
            locator: MapLocator(
                nameServiceSwitch: NameServiceSwitch(bytes),
                mapDirectory: "/etc",
                library: MapLibrary(source)
            )
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
    ///
    /// - Parameters:
    ///   - name: The name, its path, or the name of a map in a directory.
    ///   - depth: How many includes led here.
    ///   - skipsFiles: Whether the map directory is left out, as where a master map includes itself.
    /// - Returns: Whether there is such a map.
    package mutating func read(_ name: String, depth: Int = 0, skippingFiles skipsFiles: Bool = false) -> Bool
    {
        if name.hasPrefix("/") { return readFile(name, depth: depth) }
        if name.hasPrefix("file:/") { return readFile(String(name.dropFirst("file:".count)), depth: depth) }
        if name.hasPrefix("ldap:") || name.hasPrefix("ldaps:") {
            return read(LDAPPlace(LDAPMap(written: Array(name.utf8), defaults: locator.ldap)))
                == .read
        }
        guard !name.isEmpty else { return false }
        for source in locator.nameServiceSwitch.sources ?? [] {
            if source.name == "files", !skipsFiles, !name.contains("/") {
                if readFile(locator.mapDirectory + "/" + name, depth: depth) { return true }
            } else if source.name == "ldap" {
                let map = LDAPMap(written: Array(name.utf8), defaults: locator.ldap)
                switch read(LDAPPlace(map)) {
                case .read: return true
                case .missing: if source.ends(after: .notFound) { return false }
                case .unavailable: if source.ends(after: .unavailable) { return false }
                }
            }
        }
        return false
    }

    private enum LDAPReading {
        case read
        case missing
        case unavailable
    }

    /// Reads the entries of a master map in a directory, each as a line; includes do not count there.
    private mutating func read(_ place: LDAPPlace) -> LDAPReading {
        guard !visitedDirectories.contains(place.map) else { return .read }
        let answer: LDAPAnswer
        do throws(ResolutionFailure) {
            answer = try place.answer(for: nil, from: &library.answers)
        } catch {
            notAsked = notAsked ?? error
            return .unavailable
        }
        switch answer {
        case .unavailable(let failure):
            problem = problem ?? failure
            return .unavailable
        case .noSuchMap: return .missing
        case .found(let entries, let schema):
            guard !entries.isEmpty else { return .missing }
            visitedDirectories.insert(place.map)
            for entry in entries where !isEnded {
                guard let text = LDAPMasterLine.text(of: entry, schema) else { continue }
                read(MasterMapDocument(SourceFile(name: entry.distinguishedName, bytes: text)))
            }
            return .read
        }
    }

    private mutating func read(_ line: MasterMapDocument) {
        // To automount an entry is one line, so that a line feed in it is a syntax error.
        isEnded = line.endsReading || line.file.bytes.contains(MapByte.newline)
        guard !line.file.bytes.contains(MapByte.newline) else { return }
        for case .entry(let entry) in line.lines {
            table.add(entry, file: line.file.name, line: 1)
        }
        for entry in line.unreadableEntries {
            table.takeMountPoint(of: entry, file: line.file.name, line: 1)
        }
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
        var unreadable = document.unreadableEntries[...]
        for content in document.lines {
            takeMountPoints(of: &unreadable, before: content.offset, in: path, lines)
            switch content {
            case .entry(let entry):
                let line = lines.position(of: entry.range.lowerBound).line
                table.add(entry, file: path, line: line)
            case .include(let include):
                following = IncludePlace(document: index, offset: include.range.lowerBound)
                let isRead = readInclude(
                    String(decoding: include.name, as: UTF8.self),
                    in: path,
                    depth: depth
                )
                if !isRead { deadIncludes.append((include, path)) }
            }
            if isEnded { return true }
        }
        takeMountPoints(of: &unreadable, before: bytes.count, in: path, lines)
        isEnded = document.endsReading
        return true
    }

    /// Takes the mount points of lines that mount nothing, those before a place in a file.
    private mutating func takeMountPoints(
        of entries: inout ArraySlice<MasterMapEntry>,
        before offset: Int,
        in path: String,
        _ lines: LineTable
    ) {
        while let entry = entries.first, entry.range.lowerBound < offset {
            let line = lines.position(of: entry.range.lowerBound).line
            table.takeMountPoint(of: entry, file: path, line: line)
            entries.removeFirst()
        }
    }

    /// Reads what an include names; false where that is nothing.
    private mutating func readInclude(_ name: String, in path: String, depth: Int) -> Bool {
        if name.hasPrefix("dir:/") {
            readDirectory(String(name.dropFirst("dir:".count)), depth: depth)
            return true
        }
        if name.hasPrefix("file:/") {
            return readFile(String(name.dropFirst("file:".count)), depth: depth + 1)
        }
        let isInLDAP = name.hasPrefix("ldap:") || name.hasPrefix("ldaps:")
        guard isInLDAP || !name.contains(":") else { return false }
        let isSelf = IncludeName(Array(name.utf8))?.isSelf(in: path) ?? false
        // A master map that includes itself goes on to the next source, and to nothing where there is none.
        return read(name, depth: depth + 1, skippingFiles: isSelf) || isSelf
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

extension MasterMapLineContent {
    /// Where the line begins in its file.
    fileprivate var offset: Int {
        switch self {
        case .entry(let entry): entry.range.lowerBound
        case .include(let include): include.range.lowerBound
        }
    }
}
