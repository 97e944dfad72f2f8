/// A formatted file as data; the JSON Schema is `Schemas/json/fmt.schema.json`.
struct FormattedRecord: Encodable {
    let file: String
    let isChanged: Bool
    let diff: String

    init(_ file: RevisedFile) {
        self.file = file.name
        isChanged = file.isChanged
        diff = file.diff
    }

    private enum CodingKeys: String, CodingKey {
        case file, diff
        case isChanged = "changed"
    }
}
