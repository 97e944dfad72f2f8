package import HostFiles
package import MountMaps
package import SourceText

/// Reads the master map with its includes.
///
/// The rules:
/// 1. `auto_master` is tried if `auto.master` is missing and no master map name is configured
///    (`daemon/lookup.c: lookup_nss_read_master`; cases master-159, directory-m-us).
/// 2. A name that begins with a slash is a file, without nsswitch.conf(5) (`daemon/lookup.c: lookup_nss_read_master`;
///    case master-097).
/// 3. A type before the name chooses the source; the path of `file:` must be absolute
///    (`daemon/lookup.c: lookup_nss_read_master`, `modules/lookup_file.c: do_init`; cases master-098, master-099,
///    directory-m-ldapmaster2).
/// 4. The first source that has the master map ends the search (`daemon/lookup.c: lookup_nss_read_master`;
///    cases directory-m-both, directory-m-both2).
/// 5. An LDAP master map without entries is missing, and `+` entries in it are ignored
///    (`modules/lookup_ldap.c: lookup_read_master`; cases directory-m-us, directory-m-plus).
/// 6. An LDAP entry is parsed as one line. A line feed in it is a syntax error, and nothing after it is read
///    (`daemon/master_tok.l`; cases directory-m-nl, directory-m-bad, directory-m-bad3, master-state-000 to
///    master-state-018).
/// 7. A syntax error after the mount point loses all later lines of all files (`daemon/master_tok.l`;
///    cases master-state-016, master-state-017).
/// 8. More than 16 includes deep nothing is read (`modules/lookup_file.c: lookup_read_master`; case master-108).
/// 9. A master map that includes itself skips that source and goes on to the next
///    (`modules/lookup_file.c: check_master_self_include`, `lookup_read_master`; cases master-107, ldap-042,
///    directory-m-incl4).
/// 10. An include with an unknown type is nothing (`daemon/lookup.c: lookup_nss_read_master`; case master-118).
/// 11. `+dir:` reads the files that end in `.autofs`, have a name before that and do not begin with a dot, in the order
///     of versionsort(3) (`modules/lookup_dir.c: acceptable_dirent_p`, `lookup_read_master`; cases master-115,
///     master-116, master-123).
package struct MasterTableReader {
    private typealias IncludePlace = MasterTable.IncludePlace

    let locator: MapLocator
    private var visited: Set<String> = []
    package private(set) var table = MasterTable()
    /// The master maps that were read, in order.
    package private(set) var documents: [MasterMapDocument] = []
    /// The include that led to each document; nil for the first one.
    private var includes: [IncludePlace?] = []
    /// The include that is followed now.
    private var following: IncludePlace?
    /// The includes that led to nothing, each with the file that contains it.
    package private(set) var deadIncludes: [(include: AutomountInclude, file: String)] = []
    /// The directories whose drop-in files are read.
    package private(set) var directories: [String] = []
    private var isEnded = false
    private var visitedDirectories: Set<LDAPMap> = []
    /// Why an LDAP server that may have a part of the master map could not be asked.
    private(set) var problem: ResolutionFailure?
    /// Why the first LDAP server that answered has no master map.
    private(set) var missing: ResolutionFailure?
    /// Set if LDAP was not asked, so that the master map is unknown.
    private(set) var unanswered: ResolutionFailure?

    private var library: MapLibrary { locator.library }
    /// Whether the master map that was read last is not there, as far as all sources could be asked.
    package var isMissing: Bool { isComplete && documents.isEmpty }
    /// Whether every line of the master map is known.
    package var isComplete: Bool { unanswered == nil && problem == nil && table.unreadIncludes.isEmpty }

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
                mapDirectory: AutofsPaths(in: source).directory,
                library: MapLibrary(source)
            )
        )
    }

    /// Reads the master map that autofs.conf(5) names, or the usual one; false if there is none (cases master-159,
    /// directory-m-us).
    package mutating func readMasterMap(by configuration: AutofsConfiguration) -> Bool {
        if read(configuration.masterMapName) { return true }
        return !configuration.namesMasterMap && read("auto_master")
    }

    /// The text that is read before a place in a master map: from each file the part that comes first.
    ///
    /// - Parameters:
    ///   - offset: The place, as an offset in the file.
    ///   - path: The path of the file.
    /// - Returns: The texts in the order in which automount begins to read them; nil if the file is not read.
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

    /// Whether a document is included, directly or not, by the text before a place in another one.
    private func isRead(_ document: Int, before offset: Int, in target: Int) -> Bool {
        var next = includes[document]
        while let include = next, include.document >= target {
            if include.document == target { return include.offset < offset }
            next = includes[include.document]
        }
        return false
    }

    /// Reads a master map by name or path; false if there is none.
    ///
    /// - Parameters:
    ///   - name: The name, its path, or the name of a map in LDAP.
    ///   - depth: The number of includes that led here.
    ///   - skipsFiles: Whether to skip the map directory, as for a master map that includes itself.
    /// - Returns: Whether there is such a map.
    package mutating func read(_ name: String, depth: Int = 0, skippingFiles skipsFiles: Bool = false) -> Bool
    {
        if name.hasPrefix("/") { return readFile(name, depth: depth) }
        if name.hasPrefix("file:/") { return readFile(String(name.dropFirst("file:".count)), depth: depth) }
        if name.hasPrefix("ldap:") || name.hasPrefix("ldaps:") {
            let map = LDAPMap(written: Array(name.utf8), defaults: locator.ldap)
            return read(LDAPPlace(map), depth: depth, isFallback: skipsFiles) == .read
        }
        guard !name.isEmpty else { return false }
        for source in locator.nameServiceSwitch.sources ?? [] {
            if source.name == "files", !skipsFiles, !name.contains("/") {
                if readFile(locator.mapDirectory + "/" + name, depth: depth) { return true }
            } else if source.name == "ldap" {
                let map = LDAPMap(written: Array(name.utf8), defaults: locator.ldap)
                switch read(LDAPPlace(map), depth: depth, isFallback: skipsFiles) {
                case .read: return true
                case .missing: if source.ends(after: .notFound) { return false }
                case .unavailable: if source.ends(after: .unavailable) { return false }
                }
            } else if source.name != "files", !locator.silentSources.contains(source.name) {
                noteUnread(UnreadMap(name, .source(source.name)), depth: depth, isFallback: skipsFiles)
            }
        }
        return false
    }

    /// Notes a part of the master map that is not read here: all of it, or what an include brings.
    private mutating func noteUnread(_ map: UnreadMap, depth: Int, isFallback: Bool = false) {
        guard depth > 0 else {
            unanswered = unanswered ?? map.failure
            return
        }
        table.noteUnread(map, at: following, isFallback: isFallback)
    }

    private enum LDAPReading {
        case read
        case missing
        case unavailable
    }

    /// Reads the entries of a master map in LDAP, each as a line, without includes.
    private mutating func read(_ place: LDAPPlace, depth: Int, isFallback: Bool) -> LDAPReading {
        guard !visitedDirectories.contains(place.map) else { return .read }
        let answer: LDAPAnswer
        do throws(ResolutionFailure) {
            answer = try place.answer(for: nil, from: &library.answers)
        } catch {
            if depth > 0 {
                noteUnread(UnreadMap(place.mapName, .source("ldap")), depth: depth, isFallback: isFallback)
            }
            unanswered = unanswered ?? error
            return .unavailable
        }
        switch answer {
        case .unavailable(let failure):
            problem = problem ?? failure
            return .unavailable
        case .noSuchMap(let failure):
            missing = missing ?? failure
            return .missing
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
        // An entry is one line, so a line feed in it is a syntax error (case directory-m-nl).
        isEnded = line.endsReading || line.file.bytes.contains(MapByte.newline)
        guard !line.file.bytes.contains(MapByte.newline) else { return }
        for case .entry(let entry) in line.lines {
            table.add(entry, file: line.file.name, line: 1)
        }
        for entry in line.unreadableEntries {
            table.takeMountPoint(of: entry, file: line.file.name, line: 1)
        }
    }

    /// Reads a file once.
    ///
    /// Reading it again would only repeat mount points that are taken (case master-107).
    private mutating func readFile(_ path: String, depth: Int) -> Bool {
        guard depth <= AutomountLimits.includeDepth else { return false }
        guard !visited.contains(path) else { return true }
        let bytes: [UInt8]
        switch library.source.file(at: path) {
        case .file(let contents, _): bytes = contents
        case .unreadable(let reason):
            noteUnread(UnreadMap(path, .file(path: path, reason: reason)), depth: depth)
            return false
        case .directory, .missing, .unusable: return false
        }
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
                let unreadCount = table.unreadIncludes.count
                let isRead = readInclude(
                    String(decoding: include.name, as: UTF8.self),
                    in: path,
                    depth: depth
                )
                if !isRead, table.unreadIncludes.count == unreadCount { deadIncludes.append((include, path)) }
            }
            if isEnded { return true }
        }
        takeMountPoints(of: &unreadable, before: bytes.count, in: path, lines)
        isEnded = document.endsReading
        return true
    }

    /// Takes the mount points of lines that mount nothing and are before a place in a file.
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

    /// Reads the map that an include names; false if there is none.
    private mutating func readInclude(_ name: String, in path: String, depth: Int) -> Bool {
        if name.hasPrefix("dir:/") {
            readDirectory(String(name.dropFirst("dir:".count)), depth: depth)
            return true
        }
        if name.hasPrefix("file:/") {
            return readFile(String(name.dropFirst("file:".count)), depth: depth + 1)
        }
        let isInLDAP = name.hasPrefix("ldap:") || name.hasPrefix("ldaps:")
        guard isInLDAP || !name.contains(":") else {
            noteInclude(name, depth: depth)
            return false
        }
        let isSelf = IncludeName(Array(name.utf8))?.isSelf(in: path) ?? false
        // A master map that includes itself skips the file; another source may have it (cases master-107, ldap-042).
        return read(name, depth: depth + 1, skippingFiles: isSelf) || isSelf
    }

    /// Notes an include of a type that is not read here, such as `yp:auto.master`.
    private mutating func noteInclude(_ name: String, depth: Int) {
        guard let map = IncludeName(Array(name.utf8))?.map, let type = map.type,
            !["file", "program"].contains(type), !locator.silentSources.contains(type)
        else { return }
        let name = String(decoding: map.name, as: UTF8.self)
        noteUnread(UnreadMap(name, .source(type)), depth: depth + 1)
    }

    private mutating func readDirectory(_ path: String, depth: Int) {
        var directory = path[...]
        while directory.hasSuffix("/") { directory.removeLast() }
        directories.append(String(directory))
        let suffix = ".autofs"
        let listed = library.source.names(inDirectory: String(directory))
        if listed == nil, library.isDirectory(String(directory)) {
            let reason = "cannot list the directory \(shownName(String(directory)))"
            let unread = UnreadMap(String(directory), .file(path: String(directory), reason: reason))
            noteUnread(unread, depth: depth + 1)
        }
        let names = listed ?? []
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
