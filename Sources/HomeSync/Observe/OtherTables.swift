internal import MountMaps
internal import SourceText
internal import SystemFiles
internal import SystemPackage

/// The tables and master maps that are read beside the managed ones.
struct OtherTables {
    let root: RootDirectory
    let settings: SyncSettings

    /// The master map that automount begins with.
    static let masterMap = "/etc/auto.master"
    private static let exportsTable = "/etc/exports"
    private static let exportsDirectory = FilePath("/etc/exports.d")

    /// The tables that exportfs reads, but for the managed one.
    func exports() throws(FileError) -> [SourceFile] {
        let main = FilePath(Self.exportsTable)
        var tables: [SourceFile] = []
        if try root.status(of: main)?.type == .regular { tables.append(try file(main)) }
        tables += try plainFiles(in: Self.exportsDirectory) { ExportsDirectory.reads($0.bytes) }
        return tables.filter { $0.name != settings.exports.file }
    }

    /// The master maps that automount reads before the lines of autohome, and whether it reads these at all.
    ///
    /// Automount takes the first line for a mount point.
    func masters(_ managed: FileContents?) throws(FileError) -> (before: [SourceFile], isRead: Bool) {
        let path = settings.automount.master
        guard path.hasSuffix(".autofs") else {
            guard let managed else { return ([], true) }
            let file = SourceFile(name: path, bytes: managed.bytes)
            let start = (try? OwnedBlock(in: file))?.range.lowerBound ?? .max
            return (try included(by: file, before: start), true)
        }
        // Without a master map there is no automounter here: the drop-in is for other machines.
        guard try root.status(of: FilePath(Self.masterMap))?.type == .regular else { return ([], true) }
        let main = try file(FilePath(Self.masterMap))
        guard let start = Self.include(of: path, in: main) else { return ([], false) }
        let above = SourceFile(name: main.name, bytes: Array(main.bytes[..<start]))
        let directory = FilePath(path).removingLastComponent()
        let beside = try dropIns(in: directory).filter { $0.name.utf8.lexicographicallyPrecedes(path.utf8) }
        return ([above] + (try included(by: above, before: .max)) + beside, true)
    }

    /// Where a master map includes a drop-in, or the directory in which it lies; nil where it does not.
    private static func include(of path: String, in master: SourceFile) -> Int? {
        let directory = FilePath(path).removingLastComponent().string
        let names = Set(["dir:\(directory)", "dir:\(directory)/", "file:\(path)", path])
        for case .include(let include) in MasterMapDocument(master).lines
        where names.contains(String(decoding: include.name, as: UTF8.self)) {
            return include.range.lowerBound
        }
        return nil
    }

    /// What lines such as `+dir:/etc/auto.master.d` bring in.
    private func included(by master: SourceFile, before start: Int) throws(FileError) -> [SourceFile] {
        var files: [SourceFile] = []
        for case .include(let include) in MasterMapDocument(master).lines
        where include.range.lowerBound < start {
            let name = String(decoding: include.name, as: UTF8.self)
            guard name.hasPrefix("dir:/") else { continue }
            files += try dropIns(in: FilePath(String(name.dropFirst(4))))
        }
        return files
    }

    private func dropIns(in directory: FilePath) throws(FileError) -> [SourceFile] {
        try plainFiles(in: directory) { name in
            name.bytes.first != UInt8(ascii: ".") && name.bytes.suffix(7).elementsEqual(".autofs".utf8)
        }
    }

    private func plainFiles(
        in directory: FilePath,
        where isRead: (FileName) -> Bool
    ) throws(FileError) -> [SourceFile] {
        guard try root.status(of: directory)?.type == .directory else { return [] }
        var files: [SourceFile] = []
        for name in try root.names(in: directory).filter(isRead) {
            let path = directory.appending(String(decoding: name.bytes, as: UTF8.self))
            guard try root.status(of: path)?.type == .regular else { continue }
            files.append(try file(path))
        }
        return files
    }

    private func file(_ path: FilePath) throws(FileError) -> SourceFile {
        SourceFile(name: path.string, bytes: try root.read(path, limit: ManagedFile.largest).bytes)
    }
}
