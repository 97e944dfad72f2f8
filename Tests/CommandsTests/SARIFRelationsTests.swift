import Foundation
import Testing

/// The references in a SARIF log to rules, files and regions of files are correct.
@Suite struct SARIFRelationsTests {
    private static let files = [
        "etc/exports": """
        /srv/home host (rw)\r
        # autohome: ignore EXP015 meant
        /srv/caf\u{E9} host(ro) \u{1F600}(rw, sync)

        """,
        "etc/exports.d/caf\u{E9} #1.exports": "\u{FEFF}/srv/a *(rw)\n/srv/b host (ro)",
        "etc/auto.master": "/home /etc/auto.home --timeout=0\n",
        "etc/auto.home": "joe srv:/joe\n # no comment\n",
    ]

    private func run(_ log: String) throws -> SARIFDocument.Run {
        try #require(try SARIFDocument(log).runs.first)
    }

    @Test(
        arguments: [
            ("srv", ".", [], "ROOT"),
            (
                "etc", ".", ["exports", "exports.d/caf\u{E9} #1.exports", "auto.master", "auto.home"],
                "%SRCROOT%"
            ),
            ("srv", "etc/exports.d", ["../etc/exports", "../etc/auto.home"], nil),
        ] as [(directory: String, root: String, files: [String], base: String?)]
    )
    func `writes SARIF whose references to rules, files and regions are correct`(
        directory: String,
        root: String,
        files: [String],
        base: String?
    ) async throws {
        try await TemporaryRoot.with(Self.files.merging(["srv/kept": ""]) { $1 }) { top in
            let arguments = files + ["--root", "\(top.path)/\(root)", "--format", "sarif"]
            let log = try await top.check(in: directory, arguments).output
            let run = try run(log)
            #expect(run.contradictions == [])
            #expect(Set(run.artifacts.map(\.location.uriBaseId)) == [base])
            let places = run.results.flatMap(\.locations).map(\.physicalLocation.artifactLocation)
            #expect(Set(places.map(\.index)).count > 1)
            #expect(run.results.contains { !$0.fixes.isEmpty })
            let complaint = try await JSONSchema("check-sarif").complaint(about: log)
            #expect(complaint == nil)
        }
    }

    @Test(
        arguments: [
            ("\"ruleIndex\" : ", "\"ruleIndex\" : 9"), ("\"ruleId\" : \"EXP015\"", "\"ruleId\" : \"EXP016\""),
            ("\"index\" : 0", "\"index\" : 1"), ("\"index\" : ", "\"index\" : 9"),
            ("\"uri\" : \"exports\"", "\"uri\" : \"imports\""),
            ("\"uriBaseId\" : \"%SRCROOT%\"", "\"uriBaseId\" : \"%srcroot%\""),
            ("\"uriBaseId\" : \"%SRCROOT%\"", "\"uriBaseId\" : \"ROOT\""),
            ("\"length\" : ", "\"length\" : 1"), ("\"startLine\" : 3", "\"startLine\" : 2"),
            ("\"startColumn\" : ", "\"startColumn\" : 1"), ("\"endLine\" : ", "\"endLine\" : 1"),
            ("\"endColumn\" : ", "\"endColumn\" : 1"), ("\"byteOffset\" : ", "\"byteOffset\" : 9"),
            ("\"byteLength\" : ", "\"byteLength\" : 1"),
            ("\"text\" : \",no_subtree_check\"", "\"text\" : \"\""),
        ]
    )
    func `detects a wrong reference in a SARIF log`(text: String, wrong: String) async throws {
        try await TemporaryRoot.with(Self.files) { root in
            let log = try await root.check(in: "etc", ["exports", "auto.home", "--format", "sarif"]).output
            #expect(try run(log).contradictions == [])
            let changed = log.replacing(text, with: wrong)
            #expect(changed != log)
            #expect(try run(changed).contradictions != [])
        }
    }
}
