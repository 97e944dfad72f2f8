import Configuration
import SourceText
import Testing

private let rules =
    [("EXP000", "more"), ("EXP015", "subtree"), ("EXP042", "insecure-ports")].map { code, name in
        Rule(
            code: code,
            name: name,
            severity: .warning,
            summary: "",
            reason: "",
            cure: "",
            example: "",
            corrected: ""
        )
    } + SilencingRules.all + ConfigurationRules.all

private func read(_ text: String) -> (settings: CheckSettings?, report: Report) {
    Configuration.readCheck(SourceFile(name: "autohome.toml", text: text), rules: rules)
}

@Suite struct CheckSectionTests {
    @Test func `reads the check section from a file without other sections`() throws {
        let settings = try #require(
            read(
                """
                [check]
                nfs_utils = "2.7.1"
                [check.levels]
                EXP015 = "off"
                "insecure-ports" = "error"
                [[check.silence]]
                code = "EXP042"
                reason = "behind NAT"
                [[check.silence]]
                code = "EXP015"
                file = "/etc/exports.d/*"
                path = "/srv"
                reason = "old"

                """
            ).settings
        )
        #expect(settings.nfsUtils == "2.7.1")
        #expect(settings.policy.levels == ["EXP015": .off, "insecure-ports": .error])
        #expect(
            settings.policy.silences == [
                .init(code: "EXP042", reason: "behind NAT"),
                .init(code: "EXP015", file: "/etc/exports.d/*", entry: "/srv", reason: "old"),
            ]
        )
    }

    @Test func `uses each rule's own severity without a check section`() throws {
        let settings = try #require(read("").settings)
        #expect(settings.policy == DiagnosticPolicy())
        #expect(settings.nfsUtils == "2.6.2")
    }

    @Test(arguments: [
        ("[check]\nnfs_utils = \"new\"", "2:1 CFG004 nfs_utils must be a version such as \"2.6.2\""),
        (
            "[check]\nnfsutils = \"2.6.2\"",
            "2:1 CFG002 unknown key \"nfsutils\" in [check]; did you mean \"nfs_utils\"?"
        ),
        ("[check]\nlevels = 3", "2:1 CFG003 levels must be a table"),
        ("[check]\nsilence = 3", "2:1 CFG003 silence must be tables: write [[check.silence]]"),
        (
            "[check.levels]\nEXP015 = \"fatal\"",
            "2:1 CFG004 EXP015 must be one of \"error\", \"warning\", \"note\", \"off\""
        ),
        ("[check.levels]\nEXP015 = true", "2:1 CFG003 EXP015 must be a string"),
        (
            "[check.levels]\nEXP999 = \"off\"",
            "2:1 CFG002 \"EXP999\" is not the code or name of a finding; autohome explain lists them all"
        ),
        (
            "[[check.silence]]\ncode = \"EXP015\"\nreason = \"x\"\n[[check.silence]]\ncode = \"EXP999\"\nreason = \"x\"",
            "5:1 CFG004 \"EXP999\" is not the code or name of a finding; autohome explain lists them all"
        ),
        ("[[check.silence]]\ncode = \"EXP015\"", "1:1 CFG005 [[check.silence]] needs the key \"reason\""),
        (
            "[[check.silence]]\ncode = \"EXP015\"\nreason = \" \"",
            "3:1 CFG004 reason must say why the finding can be ignored"
        ),
        ("[[check.silence]]\nreason = \"x\"", "1:1 CFG005 [[check.silence]] needs the key \"code\""),
        (
            "[[check.silence]]\ncode = \"EXP015\"\npath = \"/a\"\nkey = \"b\"\nreason = \"x\"",
            "4:1 CFG004 key cannot be combined with path: give path for an export, key for a map entry"
        ),
        (
            "[check.levels]\nCFG007 = \"off\"",
            "2:1 CFG002 \"CFG007\" cannot be changed or silenced; only findings about other files can be set here"
        ),
        (
            "[check.levels]\nEXP000 = \"off\"",
            "2:1 CFG002 \"EXP000\" cannot be changed or silenced; only findings about other files can be set here"
        ),
        (
            "[[check.silence]]\ncode = \"silence-of-nothing\"\nreason = \"x\"",
            "2:1 CFG004 \"silence-of-nothing\" cannot be changed or silenced; only findings about other files can be set here"
        ),
    ])
    func `reports each error in the check section with its line and column`(text: String, finding: String) {
        let (settings, report) = read(text + "\n")
        #expect(settings == nil)
        #expect(report.records.map { "\($0.line):\($0.column) \($0.code) \($0.message)" } == [finding])
    }

    @Test func `validates the whole file when another section is present`() {
        let (settings, report) = read("[check]\n[homes]\nroot = \"srv\"\n")
        #expect(settings == nil)
        #expect(report.diagnostics.count > 1)
    }
}
