import AutomountResolver
import HostFiles
public import MountMaps
import SourceText

/// The configuration of a server or client: exports tables, maps, and the facts that affect their meaning.
public struct Site: Sendable {
    /// The kind of source that the site was read from.
    public let kind: SiteKind
    /// The exports of all tables together.
    public let exports: ExportsTable
    /// The maps.
    public let maps: SiteMaps

    let expectations: SiteExpectations
    let host: SiteHost
    let hosts: HostsTable
    let hostsFile: SourceFile?
    /// The names in `/etc/exports.d`.
    let dropIns: [DropIn]
    /// The names in the directories that the master maps include.
    let masterDropIns: [(directory: String, names: [DropIn])]
    /// Whether name services were asked, so that a name without an answer does not exist.
    let knowsNames: Bool
    let missingNetgroups: Set<[UInt8]>
    let mounts: MountTable?
    let fileSystems: FileSystemTable
    let accounts: AccountFile?
    let groups: SourceFile?
    let etab: SourceFile?
    let serverSettings: SectionedConfiguration
    let startsWithManagedGroups: Bool
    let idmap: SectionedConfiguration
    let signInFiles: [SourceFile]
    let modes: [String: SiteFileStatus]
    let nameServiceSwitch: SourceFile?
    /// The files of autofs.conf(5), in the order in which they are read.
    let automountSettings: [SourceFile]
    /// Whether nsswitch.conf(5) lists sources for hosts other than files.
    let asksOtherHostSources: Bool
    /// Whether automount is installed on the machine, as far as its files show.
    let runsAutomount: Bool
    /// The home directories of accounts that exist on the disk, also where a mount point will hide them.
    let presentHomes: Set<[UInt8]>
    /// Where homes of accounts and of the configuration lead that are behind symbolic links.
    let linkedHomes: [[UInt8]: PathComponents]

    /// Reads a site.
    ///
    /// Reading never fails: missing or unreadable files are left out, and rules that need them find nothing.
    ///
    /// - Parameters:
    ///   - source: The files and names of the machine.
    ///   - expectations: What the configuration says about the site.
    public init(reading source: some SiteSource, expectations: SiteExpectations = SiteExpectations()) {
        let files = SiteFiles(source)
        kind = source.kind
        host = source.host
        self.expectations = expectations
        hostsFile = files.text("/etc/hosts")
        hosts = HostsTable(hostsFile?.bytes ?? [])
        dropIns = (source.names(inDirectory: "/etc/exports.d") ?? []).map { name in
            DropIn(name, in: "/etc/exports.d", of: .exports, source)
        }
        let nameServiceSwitch = files.text("/etc/nsswitch.conf")
        asksOtherHostSources = Self.asksOtherHostSources(nameServiceSwitch)
        let environment = SiteEnvironment(
            source,
            knowsAllHosts: source.kind == .host || (hostsFile != nil && !asksOtherHostSources)
        )
        exports = ExportsTable(
            source.exportsTables.map { ExportsDocument($0, perFlavor: source.perFlavor) },
            in: environment
        )
        missingNetgroups = Self.missingNetgroups(of: exports, source)
        knowsNames = source.knowsNames
        maps = SiteMaps(reading: source)
        masterDropIns = maps.dropIns.filter(\.isRead).map { directory, _, names in
            (directory, names.map { DropIn($0, in: directory, of: .masterMap, source) })
        }
        self.nameServiceSwitch = nameServiceSwitch
        automountSettings = AutofsPaths(in: source).settings.compactMap(files.text)
        mounts = files.text("/proc/self/mountinfo").map { MountTable($0.bytes) }
        fileSystems = FileSystemTable(files.text("/etc/fstab"))
        accounts = files.text("/etc/passwd").map(AccountFile.init)
        groups = files.text("/etc/group")
        etab = files.text("/var/lib/nfs/etab")
        serverSettings = SectionedConfiguration(files.texts("/etc/nfs.conf", andIn: "/etc/nfs.conf.d"))
        startsWithManagedGroups = ["/etc/default/nfs-kernel-server", "/etc/sysconfig/nfs"].contains { path in
            files.text(path).map(SectionedConfiguration.mentionsManagedGroups) ?? false
        }
        idmap = SectionedConfiguration(files.texts("/etc/idmapd.conf", andIn: "/etc/idmapd.conf.d"))
        signInFiles = files.texts(in: "/etc/pam.d")
        modes = Self.modes(maps, source)
        runsAutomount =
            source.status(of: "/usr/sbin") == nil || source.status(of: "/usr/sbin/automount") != nil
        linkedHomes = Self.linkedHomes(accounts, expectations, maps, source)
        presentHomes = Self.presentHomes(accounts, maps, linkedHomes, source)
    }

    /// Whether the site has none of the files that check is about.
    public var hasNothing: Bool {
        exports.documents.isEmpty && dropIns.isEmpty && maps.masters.isEmpty && nameServiceSwitch == nil
            && accounts == nil
    }

    /// The directories that contain homes of accounts, or that the configuration or their names say to contain homes.
    var homeDirectories: HomeDirectories {
        var homes = Set(
            (accounts?.accounts ?? []).lazy.filter { $0.isOrdinary && $0.hasHome }
                .map { path(ofHome: $0.home).bytes }
        )
        if let prefix = expectations.homesPrefix {
            homes.insert(path(ofHome: Array(prefix.utf8)).bytes + Array("/NAME".utf8))
        }
        return HomeDirectories(homes: homes)
    }

    /// Where a home leads.
    func path(ofHome home: [UInt8]) -> PathComponents { linkedHomes[home] ?? PathComponents(home) }

    private static func linkedHomes(
        _ accounts: AccountFile?,
        _ expectations: SiteExpectations,
        _ maps: SiteMaps,
        _ source: some SiteSource
    ) -> [[UInt8]: PathComponents] {
        guard !maps.mountPoints.isEmpty else { return [:] }
        let keys = maps.directKeys
        var links: [String: String?] = [:]
        var followed: [[UInt8]: PathComponents] = [:]
        let homes = (accounts?.accounts ?? []).lazy.filter(\.hasHome).map(\.home)
        for home in Set(homes).union(expectations.homesPrefix.map { [Array($0.utf8)] } ?? []) {
            let path = FollowedPath(PathComponents(home)) { directory in
                maps.isMountPoint(directory) || keys.contains(directory.bytes)
            } target: { path in
                if let known = links[path] { return known }
                let link = source.link(at: path)
                links[path] = .some(link)
                return link
            }
            if let path, path.link != nil { followed[home] = path.path }
        }
        return followed
    }

    private static func asksOtherHostSources(_ file: SourceFile?) -> Bool {
        let lines = (file?.bytes ?? []).split(separator: .lineFeed).map { line in
            String(decoding: line.prefix { $0 != .hash }, as: UTF8.self).split { $0 == " " || $0 == "\t" }
        }
        // Without a line for hosts the C library asks DNS.
        guard let sources = lines.first(where: { $0.first == "hosts:" })?.dropFirst() else { return true }
        return sources.contains { $0 != "files" && $0 != "myhostname" && !$0.hasPrefix("[") }
    }

    private static func missingNetgroups(of table: ExportsTable, _ source: some SiteSource) -> Set<[UInt8]> {
        let names = Set(
            table.exports.lazy.filter { $0.kind == .netgroup }.map { Array($0.client.dropFirst()) }
        )
        return names.filter { $0.isEmpty || source.hasMembers(netgroup: $0) == false }
    }

    private static func modes(_ maps: SiteMaps, _ source: some SiteSource) -> [String: SiteFileStatus] {
        var modes: [String: SiteFileStatus] = [:]
        let programs = maps.mountPoints.flatMap(\.programs) + maps.submounts.flatMap(\.programs)
        let directories = programs.map { String($0[..<($0.lastIndex(of: "/") ?? $0.startIndex)]) }
        for path in maps.namedPaths.union(maps.files.map(\.path)).union(programs).union(directories) {
            modes[path] = source.status(of: path.isEmpty ? "/" : path)
        }
        return modes
    }

    private static func presentHomes(
        _ accounts: AccountFile?,
        _ maps: SiteMaps,
        _ linked: [[UInt8]: PathComponents],
        _ source: some SiteSource
    ) -> Set<[UInt8]> {
        guard maps.hasIndirect else { return [] }
        func isDirectory(_ path: PathComponents) -> Bool {
            source.status(of: String(decoding: path.bytes, as: UTF8.self))?.kind == .directory
        }
        let homes = (accounts?.accounts ?? []).lazy.filter { $0.canLogIn && $0.hasHome }.map(\.home)
        return Set(
            homes.filter { home in
                let path = linked[home] ?? PathComponents(home)
                guard let point = maps.mountPoint(holding: path) else { return isDirectory(path) }
                // Where automount has mounted the point, what it hides cannot be seen.
                return isDirectory(point.path) && isDirectory(path.prefix(point.path.count + 1))
            }
        )
    }
}

/// Reads files of a source by path.
private struct SiteFiles {
    private let source: any SiteSource

    init(_ source: some SiteSource) {
        self.source = source
    }

    func text(_ path: String) -> SourceFile? {
        guard case .file(let bytes, _) = source.file(at: path) else { return nil }
        return SourceFile(name: path, bytes: bytes)
    }

    func texts(in directory: String) -> [SourceFile] {
        (source.names(inDirectory: directory) ?? []).sorted().compactMap { text("\(directory)/\($0)") }
    }

    /// Reads a file, then the files of a directory whose names end in `.conf`.
    func texts(_ path: String, andIn directory: String) -> [SourceFile] {
        [text(path)].compactMap { $0 } + texts(in: directory).filter { $0.name.hasSuffix(".conf") }
    }
}
