import HomeSync
import SourceText

/// Reports at its key whatever makes a generated file one that `check` would object to.
struct GeneratedFilesCheck {
    let homes: HomesSettings
    let exports: ExportsSection
    let automount: AutomountSection

    /// Reports to a text that has no faults otherwise.
    func report(to text: inout ConfigurationText) {
        let settings = SyncSettings(homes: homes, exports: exports.settings, automount: automount.settings)
        let accepted = exports.accepted.union(automount.accepted)
        for objection in SettingsReview(settings).objections {
            let path = path(of: objection.setting)
            let key = path.last ?? ""
            guard let code = objection.code else {
                text.report(ConfigurationRules.badValue, path, "\(key) cannot be used: \(objection.message)")
                continue
            }
            guard !accepted.contains(code) else { continue }
            let section = path[0] == "automount" ? "automount" : "exports"
            text.report(
                ConfigurationRules.badValue,
                path,
                "\(key) gives the finding \(code): \(objection.message) (autohome explain \(code) tells more; if it is "
                    + "meant, add accept = [\"\(code)\"] to [\(section)])"
            )
        }
    }

    private func path(of setting: SettingsReview.Setting) -> [String] {
        switch setting {
        case .root: ["homes", "root"]
        case .prefix: ["homes", "prefix"]
        case .clients(let grant): exports.grantKeys[grant].clients
        case .exportOptions(let grant): exports.grantKeys[grant].options
        case .map: ["automount", "map"]
        case .server: ["automount", "server"]
        case .mountOptions: ["automount", "options"]
        }
    }
}
