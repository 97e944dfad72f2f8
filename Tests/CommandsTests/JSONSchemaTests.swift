import DirectoryTestSupport
import Foundation
import Testing

/// Every output for machines fits the schema that describes it.
@Suite struct JSONSchemaTests {
    private static let schemas = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Schemas/json").path

    private func expectFits(_ schema: String, _ output: String, at path: String) async throws {
        try Data(output.utf8).write(to: URL(fileURLWithPath: path))
        let script = """
            import json, jsonschema, sys
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.Draft202012Validator(schema).validate(json.load(open(sys.argv[2])))
            """
        let file = "\(Self.schemas)/\(schema).schema.json"
        let result = try await Autohome.run(command: ["/usr/bin/python3", "-c", script, file, path])
        #expect(result.status == 0, "\(schema): \(result.error)")
    }

    @Test func `outputs fit their schemas`() async throws {
        let users = [
            Site.User(name: "alice", uidNumber: 10_001), Site.User(name: "..", uidNumber: 10_002),
            Site.User(name: "bob", uidNumber: 10_003), Site.User(name: "carol", uidNumber: 10_003),
            Site.User(name: "dave", uidNumber: 10_004),
        ]
        try await Site.with(users) { site in
            try site.write("srv/home/dave", "")
            let instance = site.slapd.directoryPath + "/output.json"
            let runs: [(schema: String, arguments: [String])] = [
                ("plan", ["plan"]), ("sync", ["sync"]), ("check", ["check"]),
                ("generate", ["generate", "exports"]), ("generate", ["generate", "ganesha"]),
                ("generate", ["generate", "ldif", "--schema", "rfc2307"]),
                ("resolve", ["resolve", "/home/alice"]), ("resolve", ["resolve", "/nowhere/alice"]),
                ("explain", ["explain"]),
            ]
            for run in runs {
                let result = try await Autohome.run(
                    run.arguments + ["--root", site.root, "--format", "json"]
                )
                #expect(result.status < 2, "\(run): \(result.error)")
                try await expectFits(run.schema, result.output, at: instance)
            }
            try site.write("etc/exports", "/srv/home host (rw)\n/x y(rw,, z\n")
            let findings = try await Autohome.run(["check", "--root", site.root, "--format", "json"])
            try await expectFits("check", findings.output, at: instance)
        }
    }
}
