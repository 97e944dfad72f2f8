import AutomountResolver
import HostFiles
import MountMaps
import SourceText
import SystemFiles
import SystemPackage

/// The tables of exports and the master maps that are read beside the managed ones.
struct NeighbouringFiles {
    let root: RootDirectory
    let settings: SiteSettings

    private static let exportsTable = "/etc/exports"
    private static let exportsDirectory = FilePath("/etc/exports.d")

    /// The tables that exportfs reads, without the managed one.
    func exportTables() throws(FileError) -> [SourceFile] {
        let main = FilePath(Self.exportsTable)
        var tables: [SourceFile] = []
        if try root.status(of: main)?.type == .regular { tables.append(try file(main)) }
        tables += try plainFiles(in: Self.exportsDirectory) { ExportsDirectory.reads($0.bytes) }
        return tables.filter { $0.name != settings.exports.file }
    }

    /// The master maps that automount reads before the lines of autohome, and whether it reads these at all.
    ///
    /// Automount takes the first line for a mount point. `managed` is what the managed master map holds, nil where
    /// there is none.
    func masterMaps(around managed: [UInt8]?) throws(FileError) -> Observation.Master {
        let path = settings.automount.master
        let source = MasterMapSource(root: root, managed: path, bytes: managed ?? [])
        var reader = MasterTableReader(source)
        // Without a master map there is no automounter here: what is managed is for other machines.
        let isOthers: Bool
        if path.hasSuffix(".autofs") {
            isOthers = !reader.readMasterMap(by: AutofsConfiguration(reading: source))
        } else {
            isOthers = !reader.read(path)
        }
        try source.check()
        if isOthers { return Observation.Master(mapsBefore: [], isRead: true) }
        let file = SourceFile(name: path, bytes: managed ?? [])
        let start = (try? OwnedBlock(in: file))?.range.lowerBound ?? .max
        let before = reader.texts(before: start, in: path)
        return Observation.Master(mapsBefore: before ?? [], isRead: before != nil)
    }

    private func plainFiles(
        in directory: FilePath,
        where isRead: (FileName) -> Bool
    ) throws(FileError) -> [SourceFile] {
        guard try root.status(of: directory)?.type == .directory else { return [] }
        var files: [SourceFile] = []
        for name in try root.names(in: directory).filter(isRead) {
            // Names need not be UTF-8.
            let path = directory.bytes + [UInt8(ascii: "/")] + name.bytes
            let target = FilePath(bytes: path)
            guard try root.status(of: target)?.type == .regular else { continue }
            files.append(try file(target))
        }
        return files
    }

    private func file(_ path: FilePath) throws(FileError) -> SourceFile {
        SourceFile(name: path.string, bytes: try root.read(path, limit: FileContents.tableLimit).bytes)
    }
}
