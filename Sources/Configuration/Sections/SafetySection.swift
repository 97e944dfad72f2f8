import MountMaps

/// The section `[safety]`.
enum SafetySection {
    static func read(_ text: inout ConfigurationText) -> SafetySettings {
        var section = SectionReader(["safety"])
        let settings = SafetySettings(
            planAge: section.duration("plan_age", default: SafetySettings().planAge, &text)
        )
        section.finish(in: &text)
        return settings
    }
}
