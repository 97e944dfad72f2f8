/// A generated file as data; the JSON Schema is `Schemas/json/generate.schema.json`.
struct GeneratedRecord: Encodable {
    let file: String
    let path: String?
    let schema: String?
    let text: String
}
