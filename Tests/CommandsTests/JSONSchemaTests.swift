import Foundation
import LDAPTestSupport
import Testing

/// Every JSON output is valid under its schema.
@Suite struct JSONSchemaTests {
    private func expectFits(_ schema: String, _ output: String) async throws {
        let complaint = try await JSONSchema(schema).complaint(about: output)
        #expect(complaint == nil)
    }

    @Test(
        arguments: [
            Array("/srv/home host (rw)\n/caf\u{E9} *(rw, sync)# x\n\u{202E} [a](http://x)\n".utf8),
            [0xFF, 0xFE, 0x00, 0x0A, 0xC3, 0x28, 0x22, 0x5C, 0x0D, 0x0A],
            [0xEF, 0xBB, 0xBF] + Array("/a *(rw)\r\n".utf8),
            [],
        ] as [[UInt8]]
    )
    func `writes valid SARIF for files of arbitrary bytes`(bytes: [UInt8]) async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("sarif-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: directory) }
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let file = directory.appendingPathComponent("a \u{1B}%\"#.exports")
        try Data(bytes).write(to: file)
        let result = try await Autohome.run(["check", file.path, "--format", "sarif"])
        #expect(result.status < 2, "\(result)")
        try await expectFits("check-sarif", result.output)
    }

    @Test(
        arguments: [
            // Missing or misspelt properties.
            ("\"ruleId\"", "\"ruleID\""), ("\"message\"", "\"messages\""),
            ("\"byteLength\"", "\"charLength\""), ("\"suppressions\"", "\"taxa\""),
            // Values that the standard does not define or does not allow here.
            ("\"version\" : \"2.1.0\"", "\"version\" : \"2.0.0\""),
            ("\"level\" : \"error\"", "\"level\" : \"fatal\""), ("\"inSource\"", "\"insource\""),
            ("\"startLine\" : 1", "\"startLine\" : 0"), ("\"length\" : ", "\"length\" : -"),
            ("\"executionSuccessful\" : false", "\"executionSuccessful\" : true"),
            // URIs: relative without a base, absolute with one, not normalised; a base that is not a directory.
            ("\"uriBaseId\" : \"%SRCROOT%\"", "\"uriBaseId\" : null"),
            ("\"uri\" : \"a.exports\"", "\"uri\" : \"file:///a.exports\""),
            ("\"uri\" : \"a.exports\"", "\"uri\" : \"../a.exports\""),
            ("\"uri\" : \"file:///\"", "\"uri\" : \"file:///srv\""),
            // A placeholder and a link in a message.
            ("remove the blank", "remove the {0}"), ("remove the blank", "[remove](http://example.org)"),
        ]
    )
    func `detects a wrong SARIF log with the schema`(text: String, wrong: String) async throws {
        let files = ["a.exports": "/srv/home host (rw)\n# autohome: ignore EXP015 meant\n/srv/a host(ro)\n"]
        try await TemporaryRoot.with(files) { root in
            let names = ["a.exports", "missing.exports"]
            let log = try await root.check(in: ".", names + ["--format", "sarif"]).output
            try await expectFits("check-sarif", log)
            let changed = log.replacing(text, with: wrong)
            #expect(changed != log)
            let complaint = try await JSONSchema("check-sarif").complaint(about: changed)
            #expect(complaint != nil)
        }
    }

    @Test func `writes JSON that is valid under the schema of each command`() async throws {
        let users = [
            TemporarySite.User(name: "alice", uidNumber: 10_001),
            TemporarySite.User(name: "..", uidNumber: 10_002),
            TemporarySite.User(name: "bob", uidNumber: 10_003),
            TemporarySite.User(name: "carol", uidNumber: 10_003),
            TemporarySite.User(name: "dave", uidNumber: 10_004),
        ]
        try await TemporarySite.with(users) { site in
            try site.write("srv/home/dave", "")
            try site.write("etc/auto.down", "x gone:/x\n* near,gone:/x\n")
            try site.write("facts.json", #"{"hosts": {"near": "192.0.2.1"}, "mountFails": ["*"]}"#)
            let runs: [(schema: String, arguments: [String])] = [
                ("accept-root", ["home", "accept-root"]), ("plan", ["plan"]), ("sync", ["sync"]),
                ("check", ["check"]),
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
                try await expectFits(run.schema, result.output)
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
                try await expectFits("exports", exports.output)
            }
            let findings = try await Autohome.run(["check", "--root", site.root, "--format", "json"])
            try await expectFits("check", findings.output)
            let formatted = try await Autohome.run(["fmt", "--root", site.root, "--format", "json"])
            try await expectFits("fmt", formatted.output)
        }
    }
}
