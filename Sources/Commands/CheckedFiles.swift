internal import HomeSync
internal import MountMaps
internal import SourceText
internal import SystemFiles
internal import SystemPackage

/// Everything below a root that the server and the automounter read.
struct CheckedFiles {
    private let root: RootDirectory
    private var files: [CheckedFile] = []
    private var seen: Set<String> = []

    init(root: RootDirectory) {
        self.root = root
    }

    /// The exports with their drop-ins, the master map with what it includes, and the maps that these name.
    static func all(below root: RootDirectory) throws -> [CheckedFile] {
        var files = CheckedFiles(root: root)
        try files.addExports()
        try files.addMasterMaps()
        return files.files
    }

    private mutating func addExports() throws {
        try add("/etc/exports", as: .exports)
        let dropIns = try names(in: "/etc/exports.d").filter { ExportsDirectory.reads($0.bytes) }
            .sorted { ExportsDirectory.precedes($0.bytes, $1.bytes) }
        for name in dropIns { try add("/etc/exports.d/\(text(name))", as: .exports) }
    }

    /// Goes through master maps in a list instead of by recursion: they may include each other in a circle.
    private mutating func addMasterMaps() throws {
        var paths = ["/etc/auto.master"][...]
        while let path = paths.popFirst() {
            guard let master = try add(path, as: .masterMap) else { continue }
            for line in MasterMapDocument(master.text).lines {
                switch line {
                case .include(let include): paths += try included(by: include)
                case .entry(let entry): try addMaps(of: entry)
                }
            }
        }
    }

    /// The files that a line of the master map includes, where it says by a path which.
    private func included(by include: AutomountInclude) throws -> [String] {
        let name = String(decoding: include.name, as: UTF8.self)
        if name.hasPrefix("dir:/") {
            let directory = String(name.dropFirst(4))
            return try names(in: directory).map(text).filter { $0.hasSuffix(".autofs") && !$0.hasPrefix(".") }
                .map { "\(directory)/\($0)" }
        }
        if name.hasPrefix("file:/") { return [String(name.dropFirst(5))] }
        return name.hasPrefix("/") ? [name] : []
    }

    private mutating func addMaps(of entry: MasterMapEntry) throws {
        guard case .maps(let sources) = entry.target else { return }
        for source in sources {
            let path = String(decoding: source.map.name, as: UTF8.self)
            let isSunFile =
                [nil, "file"].contains(source.map.type) && [nil, "sun"].contains(source.map.format)
            guard path.hasPrefix("/"), isSunFile else { continue }
            // Automount runs a map whose owner may run it, unless its type says that it is a file.
            let isRun = try root.status(of: FilePath(path))?.permissions.contains(.ownerExecute) ?? false
            guard source.map.type == "file" || !isRun else { continue }
            let options = source.options.mountOptions.map { String(decoding: $0, as: UTF8.self) }
            try add(path, as: .map(use: entry.isDirect ? .direct : .indirect, inheritedOptions: options))
        }
    }

    /// Takes a file up, once; nil where there is none, or where it was taken up before.
    @discardableResult
    private mutating func add(_ name: String, as kind: CheckedFile.Kind) throws -> CheckedFile? {
        guard seen.insert(name).inserted else { return nil }
        let path = FilePath(name)
        do {
            let bytes = try root.read(path, limit: ManagedFile.largest).bytes
            let file = CheckedFile(
                kind: kind,
                text: SourceFile(name: name, bytes: bytes),
                root: root,
                path: path
            )
            files.append(file)
            return file
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    private func names(in path: String) throws -> [FileName] {
        do {
            return try root.names(in: FilePath(path))
        } catch {
            guard error.code == .notFound || error.code == .notDirectory else { throw error }
            return []
        }
    }

    private func text(_ name: FileName) -> String {
        String(decoding: name.bytes, as: UTF8.self)
    }
}
