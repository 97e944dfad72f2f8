import SourceText

/// Options that give something away for speed or convenience.
enum RiskyOptionRules: ExportClientRule {
    static let insecurePorts = Rule(
        code: "EXP042",
        name: "insecure-ports",
        severity: .warning,
        summary: "insecure with sec=sys.",
        reason:
            "Any user of a client, not only its root, can then speak to the server as anyone. It is needed for clients "
            + "behind address translation and in containers.",
        cure: "Remove insecure, or ask for Kerberos.",
        example: "/h a(rw,insecure)\n",
        corrected: "/h a(rw,insecure,sec=krb5)\n"
    )
    static let asynchronous = Rule(
        code: "EXP043",
        name: "async-writes",
        severity: .warning,
        summary: "async with rw.",
        reason:
            "The server says that data is safe before it is: when it crashes, what clients wrote is lost.",
        cure: "Use sync where the data matters.",
        example: "/home h(rw,async)\n",
        corrected: "/scratch h(ro,async)\n"
    )

    static let rules = [insecurePorts, asynchronous]

    static func check(_ client: ExportClient, of entry: ExportEntry, _ check: ExportsCheck) {
        let marks = client.grant.marks
        if marks.contains(.anyPortByClaim) {
            check.findings.add(
                insecurePorts,
                at: client.word.range,
                "Any user of a client can speak to the server: insecure with sec=sys."
            )
        }
        if marks.contains(.writable), client.grant.options.flags.contains(.async) {
            check.findings.add(
                asynchronous,
                at: client.word.range,
                "What is written to \"\(check.shown(entry.path))\" is lost when the server crashes."
            )
        }
    }
}
