import MountMaps

/// The section `[ganesha]`.
enum GaneshaSection {
    static func read(_ text: inout ConfigurationText) -> GaneshaSettings {
        var section = SectionReader(["ganesha"])
        let first = section.number(
            "first_export_id",
            default: GaneshaSettings().firstExportID,
            in: GaneshaExport.ids,
            &text
        )
        section.finish(in: &text)
        return GaneshaSettings(firstExportID: first)
    }
}
