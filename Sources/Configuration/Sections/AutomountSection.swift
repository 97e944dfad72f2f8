import HomeSync

/// The section `[automount]`.
enum AutomountSection {
    static func read(_ text: inout ConfigurationText) -> AutomountSettings {
        var section = SectionReader(["automount"])
        let standard = AutomountSettings(server: "")
        let settings = AutomountSettings(
            master: section.path("master", default: standard.master, &text),
            map: section.path("map", default: standard.map, &text),
            server: section.text("server", in: &text),
            options: section.texts("options", default: standard.options, in: &text)
        )
        section.finish(in: &text)
        return settings
    }
}
