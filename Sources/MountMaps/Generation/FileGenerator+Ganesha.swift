extension FileGenerator {
    /// Returns the exports as EXPORT blocks of NFS-Ganesha.
    ///
    /// A home's Export_Id is computed from its uid number. It is part of file handles, so it must not depend on other
    /// accounts.
    ///
    /// - Parameters:
    ///   - settings: the settings.
    ///   - homes: the homes with their owners' uid numbers, for a layout that exports each home.
    /// - Returns: the blocks, in the order of the homes.
    /// - Throws: ``FileEditError``: `inexpressible` for anything that Ganesha cannot express.
    public static func ganeshaExports(
        _ settings: SiteSettings,
        for homes: [(name: String, uidNumber: UInt32)]
    ) throws(FileEditError) -> String {
        var plain = settings
        // Ganesha identifies file systems by itself.
        plain.exports.fsid = .none
        let first = settings.ganesha.firstExportID
        var ids = [first]
        if settings.exports.layout == .each {
            let least = Int(settings.homes.uidNumbers.lowerBound)
            ids = homes.map { first + Int($0.uidNumber) - least }
        }
        var text = ""
        let lines = try FileGenerator(settings: plain, homes: homes.map(\.name)).exportLines()
        for (id, line) in zip(ids, lines) { text += try GaneshaExport(id: id, line).text }
        return text
    }
}
