import Foundation

/// A schema in `Schemas/json`.
struct JSONSchema {
    private static let validation = """
        import json, jsonschema, sys
        schema = json.load(open(sys.argv[1]))
        validator = jsonschema.validators.validator_for(schema)
        validator.check_schema(schema)
        instance = json.loads(open(sys.argv[2], 'rb').read().decode('utf-8', 'strict'))
        validator(schema, format_checker=jsonschema.FormatChecker()).validate(instance)
        """

    private let path: String

    /// Creates a schema from its file name without `.schema.json`.
    init(_ name: String) {
        let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
        path = "\(top)/Schemas/json/\(name).schema.json"
    }

    /// The reason why a text is not valid under the schema; nil if it is valid.
    func complaint(about text: String) async throws -> String? {
        let instance = FileManager.default.temporaryDirectory
            .appendingPathComponent("instance-\(UUID().uuidString.prefix(8)).json")
        defer { try? FileManager.default.removeItem(at: instance) }
        try Data(text.utf8).write(to: instance)
        let result = try await Autohome.run(
            command: ["/usr/bin/python3", "-c", Self.validation, path, instance.path]
        )
        return result.status == 0 ? nil : "\(path): \(result.error)"
    }
}
