public import AutomountResolver
import HostFiles
public import MountMaps
import SourceText

/// The master map with its includes, and every map that it uses.
public struct SiteMaps: Sendable {
    /// A map read from a file.
    public struct File: Sendable {
        /// The path.
        public let path: String
        /// The map.
        public let document: AutomountMapDocument
        /// The use of the map by the first line that names it.
        public let use: AutomountMapUse
        /// The options of this line, with the variables of every other line that names the map.
        fileprivate(set) var options: MasterMapOptions

        /// The mount options that this line gives to every entry.
        public var inheritedOptions: [String] {
            options.mountOptions.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// A map that an entry of another one mounts.
    struct Submount: Sendable {
        /// The file that holds the entry.
        let file: SourceFile
        let entry: AutomountMapEntry
        /// The key with the offset, as messages show the directory.
        let directory: [UInt8]
        let map: MapSourceName
        /// The map files that it leads to, as positions in ``SiteMaps/files``.
        var files: [Int] = []
        var programs: [String] = []
        /// Whether keys may come from where nothing can be read.
        var isOpen = false
        /// Whether there is no such map.
        var isMissing = false
    }

    /// A mount point and the sources of its keys.
    struct MountPoint: Sendable {
        let line: MasterTable.Line
        let document: MasterMapDocument
        /// The map files, including included ones, as positions in ``SiteMaps/files``.
        var files: [Int] = []
        var programs: [String] = []
        /// Whether keys may also come from a source that is not read, such as LDAP or a program.
        var isOpen = false
        /// The missing maps.
        var missing: [MapSourceName] = []

        var entry: MasterMapEntry { line.entry }
        var path: PathComponents { PathComponents(entry.mountPoint) }
        /// The file and line for a message.
        var place: String { "\(printable(line.file)):\(line.line)" }
        /// Whether the keys are host names.
        var isHosts: Bool {
            if case .hosts = entry.target { true } else { false }
        }
    }

    /// An include of a map that does not exist in any source.
    struct DeadInclude: Sendable {
        let file: SourceFile
        let include: AutomountInclude
        let isOfMaster: Bool
    }

    /// A map with everything that it includes.
    private struct Closure: Sendable {
        var files: [Int] = []
        var programs: [String] = []
        var isOpen: Bool
    }

    /// The places that the includes of one file lead to.
    private struct Included: Sendable {
        var places: [MapPlace] = []
        var isOpen = false
    }

    /// The master maps in the order in which they are read.
    public let masters: [MasterMapDocument]
    /// The map files, each once.
    public private(set) var files: [File] = []

    let table: MasterTable
    let masterName: String
    let mapDirectory: String
    let sources: [NameServiceSwitch.Source]?
    /// The words that are not sources.
    let unknownSources: [String]
    /// Whether no source has the master map, as far as all could be asked.
    let isMasterMissing: Bool
    /// Whether every line of the master map and of what it includes is known.
    let knowsWholeMaster: Bool
    /// The file that names the master map; nil if there is none.
    private(set) var masterNaming: SourceFile?
    /// The master map that is read if none is named; nil if there is no such file.
    private(set) var usualMaster: String?
    /// The maps, and parts of them, that are not read.
    private(set) var unread: [Unread] = []
    /// Whether the options of an entry add to those of its line, as autofs.conf(5) says.
    let appendsOptions: Bool
    /// The variables of automount's command line.
    let defines: [String: String]
    private(set) var mountPoints: [MountPoint] = []
    private(set) var submounts: [Submount] = []
    private(set) var deadIncludes: [DeadInclude] = []
    /// The drop-in directories with the names of their files.
    private(set) var dropIns: [(directory: String, isRead: Bool, names: [String])] = []
    /// The paths of the maps named by the master maps, for maps that are files.
    private(set) var namedPaths: Set<String> = []
    /// The maps given by name, which automount looks up through nsswitch.conf(5).
    private(set) var switchNames: Set<MapSourceName> = []
    /// The map files that automount runs as programs although they contain data.
    private(set) var dataMaps: Set<String> = []
    /// The paths of maps that nsswitch.conf(5) hides behind other sources.
    private(set) var presentNamedMaps: [String] = []
    private var masterByName: [String: Int] = [:]
    private var closures: [MapSourceName: Closure] = [:]
    private var positions: [String: Int] = [:]
    private var included: [Int: Included] = [:]
    private var byPath: [PathComponents: Int] = [:]
    private var deepest = 0

    /// Reads the maps; each file is read once, however often it is included.
    public init(reading source: some MapSource) {
        let configuration = AutofsConfiguration(reading: source)
        let paths = AutofsPaths(in: source)
        let arguments = AutomountArguments(reading: source)
        let argument = arguments.masterMap
        let nameServiceSwitch = NameServiceSwitch(Self.bytes("/etc/nsswitch.conf", source) ?? [])
        sources = nameServiceSwitch.sources
        unknownSources = nameServiceSwitch.unknownSources
        mapDirectory = paths.directory
        masterName = argument ?? configuration.masterMapName
        appendsOptions = configuration.appendsOptions
        defines = arguments.defines
        let locator = MapLocator(
            nameServiceSwitch: nameServiceSwitch,
            mapDirectory: mapDirectory,
            library: MapLibrary(source)
        )
        var reader = MasterTableReader(locator: locator)
        let isRead = argument.map { reader.read($0) } ?? reader.readMasterMap(by: configuration)
        isMasterMissing = !isRead && reader.isMissing
        if argument != nil || configuration.namesMasterMap {
            masterNaming = paths.settings.reversed().lazy.compactMap { path in
                Self.bytes(path, source).map { SourceFile(name: path, bytes: $0) }
            }.first { [masterName] in String(decoding: $0.bytes, as: UTF8.self).contains(masterName) }
        }
        if case .file = source.file(at: "\(mapDirectory)/auto.master") {
            usualMaster = "\(mapDirectory)/auto.master"
        }
        knowsWholeMaster = reader.isComplete
        masters = reader.documents
        table = reader.table
        for (index, master) in masters.enumerated() { masterByName[master.file.name] = index }
        for dead in reader.deadIncludes { noteDead(dead.include, in: dead.file) }
        for line in (table.indirect + table.direct).sorted(by: { $0.order < $1.order }) {
            take(line, locator)
        }
        followSubmounts(locator)
        unread += unreadIncludes()
        readDropIns(of: reader.directories, source)
        dataMaps = Set(mountPoints.flatMap(\.programs) + submounts.flatMap(\.programs)).filter { path in
            guard case .file(let bytes, _) = source.file(at: path) else { return false }
            return !Self.isProgram(bytes)
        }
        guard sources?.first?.name != "files" else { return }
        let names = [masterName] + switchNames.map { String(decoding: $0.name, as: UTF8.self) }.sorted()
        presentNamedMaps = names.compactMap { name in
            guard !name.contains("/"), case .file = source.file(at: "\(mapDirectory)/\(name)") else {
                return nil
            }
            return "\(mapDirectory)/\(name)"
        }
    }

    /// Whether the kernel can run a file: it begins like a script or an ELF binary.
    static func isProgram(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: "#!".utf8) || bytes.starts(with: [0x7F] + Array("ELF".utf8))
    }

    /// Returns the direct keys that are among some directories, each with its map.
    func directKeys(among directories: Set<[UInt8]>) -> [[UInt8]: String] {
        guard !directories.isEmpty else { return [:] }
        var keys: [[UInt8]: String] = [:]
        for index in Set(mountPoints.filter(\.entry.isDirect).flatMap(\.files)).sorted() {
            let document = files[index].document
            for entry in document.entries {
                guard let name = document.name(of: entry), directories.contains(name) else { continue }
                if keys[name] == nil { keys[name] = files[index].path }
            }
        }
        return keys
    }

    /// The keys of direct maps.
    var directKeys: Set<[UInt8]> {
        var keys: Set<[UInt8]> = []
        for index in Set(mountPoints.filter(\.entry.isDirect).flatMap(\.files)) {
            let document = files[index].document
            keys.formUnion(document.entries.lazy.compactMap(document.name))
        }
        return keys
    }

    /// Whether nothing but what was read can hold a path that no mount point and no key here holds.
    var knowsAllMountPoints: Bool {
        knowsWholeMaster && !mountPoints.contains { $0.entry.isDirect && $0.isOpen }
    }

    /// Whether an indirect map is mounted on a directory.
    func isMountPoint(_ directory: PathComponents) -> Bool { byPath[directory] != nil }

    /// Whether the master map is named by its path, so that nsswitch.conf(5) does not matter for it.
    var hasMasterPath: Bool { masterName.hasPrefix("/") || masterName.hasPrefix("file:/") }

    /// Whether nsswitch.conf(5) is asked for the master map or for any map.
    var usesSwitch: Bool {
        if !hasMasterPath || !switchNames.isEmpty { return true }
        return files.contains { file in
            file.document.includes.contains { include in
                guard let map = IncludeName(include.name)?.map else { return false }
                return map.type == nil && map.name.first != UInt8(ascii: "/")
            }
        }
    }

    /// Whether there is any indirect mount point.
    var hasIndirect: Bool { !byPath.isEmpty }

    /// Returns a master map by its path.
    func masterFile(_ path: String) -> SourceFile? {
        masterByName[path].map { masters[$0].file }
    }

    /// Whether a map may have keys from sources other than files.
    func isOpen(_ map: MapSourceName) -> Bool {
        if map.format == "amd" || map.format == "hesiod" { return true }
        switch map.type {
        case nil where map.name.first == UInt8(ascii: "/"): return false
        case nil: return sources?.contains { $0.name != "files" } ?? false
        case "file", "program", "exec": return false
        default: return true
        }
    }

    /// Returns the innermost indirect mount point that is or contains a path.
    func mountPoint(holding path: PathComponents) -> MountPoint? {
        for depth in path.components.indices.prefix(deepest).reversed() {
            let outer = PathComponents(path.components[...depth].flatMap { [UInt8(ascii: "/")] + $0 })
            if let position = byPath[outer] { return mountPoints[position] }
        }
        return nil
    }

    /// Returns the path of a map that is read as a file; nil if it is not a file.
    func path(of map: MapSourceName) -> String? {
        let name = String(decoding: map.name, as: UTF8.self)
        if name.hasPrefix("/") { return name }
        let isFile = map.type == nil || map.type == "file"
        return isFile && !name.isEmpty && !name.contains("/") ? "\(mapDirectory)/\(name)" : nil
    }

    private mutating func take(_ line: MasterTable.Line, _ locator: MapLocator) {
        guard let document = masterByName[line.file].map({ masters[$0] }) else { return }
        var point = MountPoint(line: line, document: document)
        if case .maps(let sources) = line.entry.target {
            for source in sources { take(source, into: &point, locator) }
        } else {
            point.isOpen = true
        }
        if !line.entry.isDirect {
            byPath[point.path] = mountPoints.count
            deepest = max(deepest, point.path.count)
        }
        mountPoints.append(point)
    }

    private mutating func take(
        _ source: MasterMapSource,
        into point: inout MountPoint,
        _ locator: MapLocator
    ) {
        if let path = path(of: source.map) { namedPaths.insert(path) }
        if source.map.type == nil, source.map.name.first != UInt8(ascii: "/") {
            switchNames.insert(source.map)
        }
        let places = locator.places(of: source.map)
        if places.isEmpty, !isOpen(source.map) { point.missing.append(source.map) }
        if let reason = Self.reason(against: places) {
            unread.append(Unread(file: point.document.file, range: point.entry.range, reason: reason))
        }
        let closure: Closure
        if let known = closures[source.map] {
            closure = known
        } else {
            let use: AutomountMapUse = point.entry.isDirect ? .direct : .indirect
            closure = follow(places, isOpen: isOpen(source.map), use, source.options, locator)
            closures[source.map] = closure
        }
        define(source.options.defines, in: closure)
        // Lines with the same map share one list, to avoid copying a long one.
        point.files = point.files.isEmpty ? closure.files : point.files + closure.files
        point.programs = point.programs.isEmpty ? closure.programs : point.programs + closure.programs
        if closure.isOpen { point.isOpen = true }
    }

    /// Adds the variables of a line to those of the maps that it leads to.
    private mutating func define(_ defines: [MasterMapOptions.Define], in closure: Closure) {
        guard !defines.isEmpty else { return }
        for file in closure.files { files[file].options = files[file].options.defining(defines) }
    }

    /// Reads the maps that entries mount, and those that their entries mount in turn; each file once.
    private mutating func followSubmounts(_ locator: MapLocator) {
        let judge = EntryJudge(appendsOptions: appendsOptions, defines: defines)
        var next = 0
        while next < files.count {
            let file = files[next]
            next += 1
            let unused = Set(file.document.duplicates)
            let isWhole = file.inheritedOptions.contains("fstype=autofs")
            for (position, entry) in file.document.entries.enumerated() where !unused.contains(position) {
                let value = file.document.value(of: entry)
                guard isWhole || value.contains(text: "fstype=autofs"),
                    let name = file.document.name(of: entry)
                else { continue }
                let isWildcard = name == [UInt8(ascii: "*")]
                let mounts = judge.submounts(
                    of: Array(value),
                    key: isWildcard ? .any : .name(name),
                    options: file.options
                )
                for mount in mounts { take(mount, of: entry, named: name, in: file, locator) }
            }
        }
    }

    private mutating func take(
        _ mount: EntryJudge.Submount,
        of entry: AutomountMapEntry,
        named name: [UInt8],
        in file: File,
        _ locator: MapLocator
    ) {
        let map = mount.source.map
        if let path = path(of: map) { namedPaths.insert(path) }
        let places = locator.places(of: map, isNested: true)
        if let reason = Self.reason(against: places) {
            unread.append(Unread(file: file.document.file, range: entry.range, reason: reason))
        }
        let closure: Closure
        if let known = closures[map] {
            closure = known
        } else {
            closure = follow(places, isOpen: isOpen(map), .indirect, mount.source.options, locator)
            closures[map] = closure
        }
        define(mount.source.options.defines, in: closure)
        submounts.append(
            Submount(
                file: file.document.file,
                entry: entry,
                directory: name + mount.offset,
                map: map,
                files: closure.files,
                programs: closure.programs,
                isOpen: closure.isOpen,
                isMissing: places.isEmpty && !isOpen(map)
            )
        )
    }

    /// What is known of a map by the lines that name it.
    func surroundings(of file: File, homes: MapHomes) -> MapSurroundings {
        MapSurroundings(
            options: file.options,
            appendsOptions: appendsOptions,
            defines: defines,
            homes: homes
        )
    }

    /// The positions of the files whose keys are names below a directory of homes.
    func filesBelowHomes(_ homes: HomeDirectories) -> Set<Int> {
        var found = Set(mountPoints.filter { homes.contains($0.path.bytes) }.flatMap(\.files))
        guard !submounts.isEmpty else { return found }
        var count = -1
        while found.count != count {
            count = found.count
            let names = Set(found.map { files[$0].path })
            for submount in submounts
            where names.contains(submount.file.name) || homes.contains(submount.directory) {
                found.formUnion(submount.files)
            }
        }
        return found
    }

    /// Collects the files that a map includes, with a queue instead of recursion.
    private mutating func follow(
        _ places: [MapPlace],
        isOpen: Bool,
        _ use: AutomountMapUse,
        _ options: MasterMapOptions,
        _ locator: MapLocator
    ) -> Closure {
        var closure = Closure(isOpen: isOpen)
        var seen: Set<MapPlace> = []
        var queue = places[...]
        while let place = queue.popFirst() {
            guard seen.insert(place).inserted else { continue }
            switch place {
            case .ldap, .empty, .unread: closure.isOpen = true
            case .program(let path):
                closure.isOpen = true
                closure.programs.append(path)
            case .file(let path):
                guard let file = position(of: path, use, options, locator) else { continue }
                closure.files.append(file)
                let included = included(by: file, locator)
                if included.isOpen { closure.isOpen = true }
                queue += included.places.filter { !seen.contains($0) }
            }
        }
        return closure
    }

    /// Returns the places that the includes of a file lead to, each once; computed on the first call.
    private mutating func included(
        by file: Int,
        _ locator: MapLocator
    ) -> Included {
        if let known = included[file] { return known }
        let (path, document) = (files[file].path, files[file].document)
        var result = Included()
        var seen: Set<MapPlace> = []
        for include in document.includes {
            let inclusion = locator.inclusion(include, in: path)
            let isOpen = inclusion.map { self.isOpen($0.name.map) } ?? false
            if isOpen { result.isOpen = true }
            let found = inclusion?.places ?? []
            if found.isEmpty, inclusion?.isSelf != true, !isOpen {
                deadIncludes.append(DeadInclude(file: document.file, include: include, isOfMaster: false))
            }
            if inclusion?.isSelf != true, let reason = Self.reason(against: found) {
                unread.append(Unread(file: document.file, range: include.range, reason: reason))
            }
            result.places += found.filter { seen.insert($0).inserted }
        }
        included[file] = result
        return result
    }

    /// Returns the position of a file in ``files``, reading it if necessary; nil if it cannot be read.
    private mutating func position(
        of path: String,
        _ use: AutomountMapUse,
        _ options: MasterMapOptions,
        _ locator: MapLocator
    ) -> Int? {
        if let known = positions[path] { return known }
        guard let document = locator.library.map(at: path) else { return nil }
        positions[path] = files.count
        files.append(File(path: path, document: document, use: use, options: options))
        return files.count - 1
    }

    private mutating func noteDead(_ include: AutomountInclude, in path: String) {
        guard let master = masterByName[path] else { return }
        let name = IncludeName(include.name)?.map ?? MapSourceName(name: include.name)
        guard !isOpen(name) else { return }
        deadIncludes.append(DeadInclude(file: masters[master].file, include: include, isOfMaster: true))
    }

    private mutating func readDropIns(of directories: [String], _ source: some MapSource) {
        let usual = "\(mapDirectory)/auto.master.d"
        for directory in Set(directories).union([usual]).sorted() {
            guard let names = source.names(inDirectory: directory) else { continue }
            dropIns.append((directory, directories.contains(directory), names.sorted()))
        }
    }

    private static func bytes(_ path: String, _ source: some MapSource) -> [UInt8]? {
        guard case .file(let bytes, _) = source.file(at: path) else { return nil }
        return bytes
    }
}

extension Collection<UInt8> {
    /// Whether the bytes contain a text.
    fileprivate func contains(text: String) -> Bool {
        let part = text.utf8
        guard let first = part.first else { return true }
        var rest = self[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: part) { return true }
            rest = rest[index(after: start)...]
        }
        return false
    }
}
