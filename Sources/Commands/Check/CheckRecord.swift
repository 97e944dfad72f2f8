import SourceText

/// The findings of check as data; the JSON Schema is `Schemas/json/check.schema.json`.
struct CheckRecord: Encodable {
    let diagnostics: [DiagnosticRecord]
    let silenced: [SilencedRecord]
    let failures: [CheckFailure]
}
