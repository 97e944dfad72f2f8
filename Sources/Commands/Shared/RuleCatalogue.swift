internal import Configuration
internal import MountMaps
internal import SiteCheck
internal import SourceText

/// Every rule that a finding can name.
enum RuleCatalogue {
    static let all =
        (ExportsRules.all + MasterMapRules.all + AutomountMapRules.all + ConfigurationRules.all
        + SilencingRules.all + SiteRules.all)
        .sorted { $0.code < $1.code }

    /// Whether the example of a rule is one that check --fix mends.
    static func isMended(_ rule: Rule) -> Bool {
        let forms: [String: CheckedForm] = ["EXP": .exports, "MST": .masterMap, "MAP": .map]
        guard let form = forms[String(rule.code.prefix(3))] else { return false }
        let file = CheckedFile(kind: form.kind, text: SourceFile(name: "", text: rule.example))
        return file.judged(nfsUtils: CheckSettings.usualNFSUtils).report.diagnostics
            .contains { $0.rule == rule && !$0.fixes.isEmpty }
    }
}
