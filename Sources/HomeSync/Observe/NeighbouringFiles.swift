import AutomountResolver
import HostFacts
import HostFiles
import MountMaps
import SourceText
import SystemFiles

/// The tables of exports and the master maps that are read beside the managed ones.
struct NeighbouringFiles {
    let root: RootDirectory
    let settings: SiteSettings

    /// The tables that exportfs reads, without the managed one.
    ///
    /// - Throws: Where one is there and cannot be read.
    func exportTables() throws(FileError) -> [SourceFile] {
        let files = ExportsFiles(below: root)
        if let failure = files.failures.first { throw failure.error }
        return files.sources.filter { $0.name != settings.exports.file }
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
}
