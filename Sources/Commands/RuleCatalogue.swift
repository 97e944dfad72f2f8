internal import Configuration
internal import MountMaps
internal import SourceText

/// Every rule that a finding can name.
enum RuleCatalogue {
    static let all =
        (ExportsRules.all + MasterMapRules.all + AutomountMapRules.all + ConfigurationRules.all
        + SilencingRules.all)
        .sorted { $0.code < $1.code }

    /// The codes and names by which a configuration can mean findings.
    static let words = Set(all.flatMap { [$0.code, $0.name] })
}
