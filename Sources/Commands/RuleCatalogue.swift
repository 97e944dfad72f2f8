internal import Configuration
internal import MountMaps
internal import SourceText

/// Every rule that a finding can name.
enum RuleCatalogue {
    static let all =
        (ExportsRules.all + MasterMapRules.all + AutomountMapRules.all + ConfigurationRules.all)
        .sorted { $0.code < $1.code }
}
