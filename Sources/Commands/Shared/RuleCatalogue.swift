import Configuration
import MountMaps
import SiteCheck
import SourceText

/// All rules, of all kinds of files.
enum RuleCatalogue {
    static let all =
        (ExportsRules.all + MasterMapRules.all + AutomountMapRules.all + ConfigurationRules.all
        + MapEntryRules.all + SilencingRules.all + SiteRules.all)
        .sorted { $0.code < $1.code }

    /// Whether check --fix can fix findings of a rule; the example of the rule decides.
    static func hasFix(_ rule: Rule) -> Bool {
        let forms: [String: CheckedForm] = ["EXP": .exports, "MST": .masterMap, "MAP": .map]
        guard let form = forms[String(rule.code.prefix(3))] else { return false }
        let text = CheckedText(form.kind, SourceFile(name: "", text: rule.example))
        return text.findings(nfsUtils: CheckSettings.usualNFSUtils).report.diagnostics
            .contains { $0.rule == rule && !$0.fixes.isEmpty }
    }
}
