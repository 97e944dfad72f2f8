import MountMaps
import SourceText

extension FileGenerator {
    /// The text that a file will have.
    ///
    /// - Throws: ``SyncError``: `badSettings` if the settings cannot be written to the file, `fileConflict` if lines
    ///   that somebody else wrote prevent it.
    func plannedText(of file: ManagedFile, over current: SourceFile) throws(SyncError) -> [UInt8] {
        do {
            return try text(of: file, over: current)
        } catch {
            throw SyncError(error)
        }
    }

    /// Checks that no other exports file exports the homes to the same clients: exportfs would ignore the later entry
    /// and end with 1, so that the NFS server may not start.
    ///
    /// - Parameter tables: the other exports files that exportfs reads.
    /// - Throws: ``SyncError``: `fileConflict` with the file and line of the conflicting entry.
    func checkExports(besides tables: [SourceFile]) throws(SyncError) {
        let lines: [ExportLine]
        do {
            lines = try exportLines()
        } catch {
            throw SyncError(error)
        }
        for table in tables {
            guard let client = ExportsDocument(table).firstClient(sharedWith: lines) else { continue }
            let number = LineTable(table.bytes).position(of: client.word.range.lowerBound).line
            throw SyncError(
                .fileConflict,
                "\(printable(table.name)):\(number): exports homes in \(settings.homes.root) to a client that the "
                    + "configuration names too, which exportfs refuses; remove that client here"
            )
        }
    }

    /// Checks that no included master map gives the mount point to another map before ours is read.
    ///
    /// - Parameter tables: the master maps that are read before the lines of autohome.
    /// - Throws: ``SyncError``: `fileConflict` with the file and line of the conflicting entry.
    func checkMaster(after tables: [SourceFile]) throws(SyncError) {
        for table in tables {
            do {
                _ = try MasterMapDocument(table).settingOwned([masterLine])
            } catch {
                // Only conflicts with existing lines matter here, as nothing is written to this file.
                if error.code == .conflict { throw SyncError(error) }
            }
        }
    }
}
