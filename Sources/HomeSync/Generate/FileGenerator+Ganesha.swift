public import Accounts
internal import MountMaps

extension FileGenerator {
    /// The exports as EXPORT blocks of NFS-Ganesha.
    ///
    /// A home's Export_Id follows from its uid number: file handles hold it, so it must not depend on who else is there.
    ///
    /// - Parameters:
    ///   - settings: the settings.
    ///   - accounts: the accounts, for a layout that exports each home.
    /// - Returns: the blocks, in the order of the accounts.
    /// - Throws: ``SyncError``: `badSettings` for what Ganesha cannot express, with its name.
    public static func ganeshaExports(
        _ settings: SyncSettings,
        for accounts: [Account]
    ) throws(SyncError) -> String {
        var plain = settings
        // Ganesha tells file systems apart by itself.
        plain.exports.fsid = .none
        let first = settings.ganesha.firstExportID
        var ids = [first]
        if settings.exports.layout == .each {
            let least = Int(settings.homes.uidNumbers.lowerBound)
            ids = accounts.map { first + Int($0.uidNumber) - least }
        }
        var text = ""
        do {
            let lines = try FileGenerator(settings: plain, homes: accounts.map(\.homeName)).exportLines()
            for (id, line) in zip(ids, lines) { text += try GaneshaExport(id: id, line).text }
        } catch {
            throw SyncError(.badSettings, error.message)
        }
        return text
    }
}
