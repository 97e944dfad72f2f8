import SourceText

/// What check found as data; its JSON Schema is `Schemas/json/check.schema.json`.
struct CheckRecord: Encodable {
    let diagnostics: [DiagnosticRecord]
    let silenced: [SilencedRecord]
    let failures: [CheckFailure]
}
