import MountMaps
import SourceText

/// Generates the files from the settings, checks them, and reports each finding at the key that causes it.
struct GeneratedFilesCheck {
    let homes: HomesSettings
    let exports: ExportsSection
    let automount: AutomountSection
    let check: CheckSettings

    /// Reports the findings; call it only if the configuration has no other errors.
    func report(to text: inout ConfigurationText) {
        let settings = SiteSettings(homes: homes, exports: exports.settings, automount: automount.settings)
        let review = SettingsReview(settings, policy: check.policy, nfsUtils: check.nfsUtils)
        for objection in review.objections {
            let path = path(of: objection.setting)
            let key = path.last ?? ""
            guard let code = objection.rule?.code else {
                text.report(ConfigurationRules.badValue, path, "\(key) cannot be used: \(objection.message)")
                continue
            }
            text.report(
                objection.severity == .error
                    ? ConfigurationRules.dangerousValue : ConfigurationRules.doubtfulValue,
                path,
                "\(key) gives the finding \(code): \(objection.message) If it is intended, silence it: "
                    + "\(silence(of: code, at: objection.place)).",
                help: objection.help
            )
        }
    }

    /// The `[[check.silence]]` that silences this finding about a generated file and no other.
    private func silence(of code: String, at place: SettingsReview.Place?) -> String {
        var keys = [("code", code)]
        if let place {
            keys.append(("file", place.file))
            if let entry = place.entry { keys.append((place.isKey ? "key" : "path", entry)) }
        }
        keys.append(("reason", "…"))
        return "[[check.silence]] with " + keys.map { "\($0) = \"\(printable($1))\"" }.joined(separator: ", ")
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
