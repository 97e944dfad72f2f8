import SourceText

/// Options that trade safety for speed or convenience.
enum RiskyOptionRules: ExportClientRule {
    static let insecurePorts = Rule(
        code: "EXP042",
        name: "insecure-ports",
        severity: .warning,
        summary: "The option insecure with sec=sys.",
        reason:
            "Any user on a client, not just root, can then talk to the server as any other user. Clients behind NAT and "
            + "in containers may need it.",
        cure: "Remove insecure, or require Kerberos.",
        example: "/h a(rw,insecure)\n",
        corrected: "/h a(rw,insecure,sec=krb5)\n"
    )
    static let asynchronous = Rule(
        code: "EXP043",
        name: "async-writes",
        severity: .warning,
        summary: "The option async on a writable export.",
        reason:
            "The server reports data as written before it is on disk; if it crashes, that data is lost.",
        cure: "Use sync if the data matters.",
        example: "/home h(rw,async)\n",
        corrected: "/home h(rw,sync)\n"
    )

    static let rules = [insecurePorts, asynchronous]

    static func check(_ client: ExportClient, of entry: ExportEntry, _ check: ExportsCheck) {
        let marks = client.grant.marks
        if marks.contains(.anyPortByClaim) {
            check.findings.add(
                insecurePorts,
                at: client.word.range,
                "Any user on a client can talk to the server as any other user: insecure with sec=sys."
            )
        }
        if marks.contains(.writable), client.grant.options.flags.contains(.async) {
            check.findings.add(
                asynchronous,
                at: client.word.range,
                "Data recently written to \"\(check.shown(entry.path))\" is lost if the server crashes."
            )
        }
    }
}
