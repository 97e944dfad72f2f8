import HomeSync
import TOMLKit

/// The section `[exports]`.
enum ExportsSection {
    static func read(_ text: inout ConfigurationText) -> ExportsSettings {
        var section = SectionReader(["exports"])
        let standard = ExportsSettings(clients: [])
        let settings = ExportsSettings(
            file: section.path("file", default: standard.file, &text),
            clients: section.texts("clients", in: &text),
            options: section.texts("options", default: standard.options, in: &text),
            reload: section.flag("reload", default: standard.reload, in: &text)
        )
        if settings.clients.isEmpty, text.value(at: ["exports", "clients"])?.array?.isEmpty == true {
            section.reject("clients", "must name who may mount the homes, such as \"10.0.0.0/8\"", in: &text)
        }
        section.finish(in: &text)
        return settings
    }
}
