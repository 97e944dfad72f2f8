import Foundation
import LDAPTestSupport
import Testing

/// Every output for machines fits the schema that describes it.
@Suite struct JSONSchemaTests {
    private static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private func expectFits(_ schema: String, _ output: String, at path: String) async throws {
        let file = "\(Self.top)/Schemas/json/\(schema).schema.json"
        try await expectFits(schemaAt: file, output, at: path)
    }

    private func expectFits(schemaAt file: String, _ output: String, at path: String) async throws {
        try Data(output.utf8).write(to: URL(fileURLWithPath: path))
        let script = """
            import json, jsonschema, sys
            schema = json.load(open(sys.argv[1]))
            validator = jsonschema.validators.validator_for(schema)
            validator.check_schema(schema)
            instance = json.loads(open(sys.argv[2], 'rb').read().decode('utf-8', 'strict'))
            validator(schema, format_checker=jsonschema.FormatChecker()).validate(instance)
            """
        let result = try await Autohome.run(command: ["/usr/bin/python3", "-c", script, file, path])
        #expect(result.status == 0, "\(file): \(result.error)")
    }

    @Test(
        arguments: [
            Array("/srv/home host (rw)\n/caf\u{E9} *(rw, sync)# x\n\u{202E} [a](http://x)\n".utf8),
            [0xFF, 0xFE, 0x00, 0x0A, 0xC3, 0x28, 0x22, 0x5C, 0x0D, 0x0A],
            [0xEF, 0xBB, 0xBF] + Array("/a *(rw)\r\n".utf8),
            [],
        ] as [[UInt8]]
    )
    func `SARIF fits the schema of OASIS, whatever the bytes of the file`(bytes: [UInt8]) async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("sarif-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: directory) }
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let file = directory.appendingPathComponent("a \u{1B}%\"#.exports")
        try Data(bytes).write(to: file)
        let result = try await Autohome.run(["check", file.path, "--format", "sarif"])
        #expect(result.status < 2, "\(result)")
        let schema = "\(Self.top)/Tests/Schemas/sarif-2.1.0/sarif-schema-2.1.0.json"
        try await expectFits(schemaAt: schema, result.output, at: directory.path + "/log.json")
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
            try site.write("etc/auto.down", "x gone:/x\n* near,gone:/x\n")
            try site.write("facts.json", #"{"hosts": {"near": "192.0.2.1"}, "mountFails": ["*"]}"#)
            let runs: [(schema: String, arguments: [String])] = [
                ("plan", ["plan"]), ("sync", ["sync"]), ("check", ["check"]),
                ("generate", ["generate", "exports"]), ("generate", ["generate", "ganesha"]),
                ("generate", ["generate", "ldif", "--schema", "rfc2307"]),
                ("resolve", ["resolve", "/home/alice"]), ("resolve", ["resolve", "/nowhere/alice"]),
                (
                    "resolve",
                    [
                        "resolve", "/down/y", "--map", "auto.down", "--mount-point", "/down", "--facts",
                        "\(site.root)/facts.json",
                    ]
                ),
                ("resolve-key", ["resolve", "alice"]),
                ("resolve-all", ["resolve", "--all"]),
                ("resolve-all", ["resolve", "--all", "--map", "auto.down"]),
                ("explain", ["explain"]), ("exports", ["exports"]),
            ]
            for run in runs {
                let result = try await Autohome.run(
                    run.arguments + ["--root", site.root, "--format", "json"]
                )
                #expect(result.status < 2, "\(run): \(result.error)")
                try await expectFits(run.schema, result.output, at: instance)
            }
            try site.write(
                "etc/exports",
                "/srv/home host (rw)\n# autohome: ignore EXP015 noise\n/srv/a b(ro)\n/x y(rw,, z\n"
            )
            try site.write("etc/hosts", "192.0.2.7 host\n")
            for client in ["host", "gone", "192.0.2.8"] {
                let exports = try await Autohome.run([
                    "exports", "--client", client, "--root", site.root, "--format", "json",
                ])
                try await expectFits("exports", exports.output, at: instance)
            }
            let findings = try await Autohome.run(["check", "--root", site.root, "--format", "json"])
            try await expectFits("check", findings.output, at: instance)
            let formatted = try await Autohome.run(["fmt", "--root", site.root, "--format", "json"])
            try await expectFits("fmt", formatted.output, at: instance)
        }
    }
}
