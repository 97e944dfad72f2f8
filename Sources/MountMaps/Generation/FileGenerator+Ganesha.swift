extension FileGenerator {
    /// The exports as EXPORT blocks of NFS-Ganesha.
    ///
    /// A home's Export_Id follows from its uid number: file handles hold it, so it must not depend on who else is there.
    ///
    /// - Parameters:
    ///   - settings: the settings.
    ///   - homes: the homes with the uid numbers of their owners, for a layout that exports each home.
    /// - Returns: the blocks, in the order of the homes.
    /// - Throws: ``FileEditError``: `inexpressible` for what Ganesha cannot express, with its name.
    public static func ganeshaExports(
        _ settings: SiteSettings,
        for homes: [(name: String, uidNumber: UInt32)]
    ) throws(FileEditError) -> String {
        var plain = settings
        // Ganesha tells file systems apart by itself.
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
