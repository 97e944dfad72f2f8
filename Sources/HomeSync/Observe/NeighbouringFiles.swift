import AutomountResolver
import HostFacts
import HostFiles
import MountMaps
import SourceText
import SystemFiles

/// The exports files and master maps that exportfs and automount read in addition to the managed ones.
struct NeighbouringFiles {
    let root: RootDirectory
    let settings: SiteSettings

    /// The other exports files that exportfs reads.
    ///
    /// - Throws: If one of them exists and cannot be read.
    func exportTables() throws(FileError) -> [SourceFile] {
        let files = ExportsFiles(below: root)
        if let failure = files.failures.first { throw failure.error }
        return files.sources.filter { $0.name != settings.exports.file }
    }

    /// The master maps that automount reads before the lines of autohome, and whether it reads those lines at all.
    ///
    /// Automount uses the first line for a mount point. `managed` is the text of the managed master map, nil if it does
    /// not exist.
    func masterMaps(around managed: [UInt8]?) throws(FileError) -> Observation.Master {
        let path = settings.automount.master
        let source = MasterMapSource(root: root, managed: path, bytes: managed ?? [])
        var reader = MasterTableReader(source)
        // Without a master map this machine has no automounter, and the managed file is for other machines.
        let isForOthers: Bool
        if path.hasSuffix(".autofs") {
            isForOthers = !reader.readMasterMap(by: AutofsConfiguration(reading: source))
        } else {
            isForOthers = !reader.read(path)
        }
        try source.check()
        if isForOthers { return Observation.Master(mapsBefore: [], isRead: true) }
        let file = SourceFile(name: path, bytes: managed ?? [])
        let start = (try? OwnedBlock(in: file))?.range.lowerBound ?? .max
        let before = reader.texts(before: start, in: path)
        return Observation.Master(mapsBefore: before ?? [], isRead: before != nil)
    }
}
