import SystemFiles
import SystemPackage

// The record of a home is built beside it, and gets its place right after the home. Its name in the stage begins with a dot,
// which no home's name does.
extension HomeStage {
    private static let recordPrefix = UInt8(ascii: ".")
    private static let longestRecord = 4_096

    private static func recordName(of home: FileName) throws(Errno) -> FileName {
        do throws(FileError) { return try FileName(bytes: [recordPrefix] + home.bytes) } catch {
            throw .fileNameTooLong
        }
    }

    /// Writes the record of a home into the stage, if its entry has a stable id.
    func writeRecord(of home: StagedHome, durable: Bool) throws(Errno) {
        guard let record = home.record else { return }
        let name = try Self.recordName(of: home.specification.name)
        let file = try SystemCall.create(name, in: directory.descriptor.rawValue, mode: 0o600)
        try SystemCall.write(record.bytes, to: file.rawValue)
        if durable { try SystemCall.synchronize(file.rawValue) }
        try file.close()
    }

    /// Removes the record of an earlier home of that name, if the name is free.
    func removeOldRecord(of home: FileName, in records: borrowing OpenDirectory) throws(Errno) {
        do throws(Errno) {
            _ = try SystemCall.status(of: home, in: homesRoot.directory.descriptor.rawValue)
        } catch {
            guard error == .noSuchFileOrDirectory else { throw error }
            do throws(Errno) { try SystemCall.unlink(home, in: records.descriptor.rawValue) } catch {
                guard error == .noSuchFileOrDirectory else { throw error }
            }
        }
    }

    /// Moves the record of a home to its place.
    func publishRecord(of home: FileName, in records: borrowing OpenDirectory) throws(Errno) {
        do throws(Errno) {
            try SystemCall.rename(
                Self.recordName(of: home),
                in: directory.descriptor.rawValue,
                to: home,
                in: records.descriptor.rawValue,
                replacing: true
            )
        } catch {
            // A home without a stable id has no record in the stage.
            guard error == .noSuchFileOrDirectory else { throw error }
        }
    }

    /// Removes the record of a home that is not published.
    func discardRecord(of home: FileName) {
        guard let name = try? Self.recordName(of: home) else { return }
        // If this fails, the end of the stage removes it.
        try? SystemCall.unlink(name, in: directory.descriptor.rawValue)
    }

    /// Gives the records that a killed process left in a stage to the homes that it had published.
    static func rescueRecords(in stage: borrowing OpenDirectory, for homesRoot: HomesRoot) throws(FileError) {
        for name in try stage.names() where name.hasPrefix([recordPrefix]) {
            let home = try FileName(bytes: Array(name.bytes.dropFirst()))
            guard let record = HomeRecord(bytes: try stage.read(name, limit: longestRecord).bytes),
                let status = try homesRoot.status(of: home), record.describes(status)
            else { continue }
            let records = try HomeRecords.make(in: homesRoot.directory)
            try stage.rename(name, to: home, in: records, replacing: true)
        }
    }
}
