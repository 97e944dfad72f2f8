import SourceText

/// A rule as data, and whether check --fix can fix it; the JSON Schema is `Schemas/json/explain.schema.json`.
struct RuleRecord: Encodable {
    private enum Key: CodingKey {
        case hasFix
    }

    let rule: Rule

    func encode(to encoder: any Encoder) throws {
        try rule.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(RuleCatalogue.hasFix(rule), forKey: .hasFix)
    }
}
