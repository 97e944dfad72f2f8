import SourceText

/// Security flavors, and options that have no effect on them.
enum FlavorRules: ExportsRule {
    static let unreached = Rule(
        code: "EXP054",
        name: "flavor-fixed-by-default",
        severity: .error,
        summary: "ro, rw or a squash option on a client whose default list has sec=.",
        reason:
            "The default list has already fixed the rights of each flavor. The client's own ro, rw or squash option "
            + "changes nothing, so the path can stay writable although the client says ro.",
        cure: "Repeat sec= in the client's list, before the option.",
        example: "/h -sec=krb5,rw a(ro)\n",
        corrected: "/h -sec=krb5,rw a(sec=krb5,ro)\n"
    )
    static let weakest = Rule(
        code: "EXP055",
        name: "sys-beside-kerberos",
        severity: .warning,
        summary: "sys with the same rights as a Kerberos flavor.",
        reason: "A client can choose sys and then needs no Kerberos ticket.",
        cure: "Remove sys, or give it fewer rights.",
        example: "/h a(rw,sec=krb5:sys)\n",
        corrected: "/h a(sec=krb5,rw,sec=sys,ro)\n"
    )

    static let rules = [unreached, weakest]

    private static let varying: ExportFlags = [.readOnly, .rootSquash, .allSquash]

    static func check(_ check: ExportsCheck) {
        for (entry, traits) in zip(check.entries, check.traits)
        where traits.hasDefaults || traits.hasFlavors {
            var defaultsNameFlavors = false
            for item in entry.items {
                switch item {
                case .defaults(_, let list):
                    if check.document.bytes(of: list).contains("sec=") { defaultsNameFlavors = true }
                case .client(let client):
                    if defaultsNameFlavors, let list = client.list { reportUnreached(list, check) }
                    reportWeakest(client, check)
                }
            }
        }
    }

    private static func reportUnreached(_ list: ExportWord, _ check: ExportsCheck) {
        for option in check.document.options(of: list) {
            let text = check.document.bytes(of: option)
            if text.starts(with: "sec=".utf8) { return }
            guard let word = ExportFlagWord.find(text), varying.contains(word.flag) else { continue }
            check.findings.add(
                unreached,
                at: option.range,
                "\(check.shown(option)) has no effect on the flavors of the default list."
            )
        }
    }

    private static func reportWeakest(_ client: ExportClient, _ check: ExportsCheck) {
        let grants = client.grant.options.flavors
        guard grants.count > 1, let sys = grants.first(where: { $0.flavor.number == 1 }),
            let strong = grants.first(where: { !$0.flavor.isUnauthenticated && $0.flags == sys.flags })
        else { return }
        check.findings.add(
            weakest,
            at: client.word.range,
            "sec=sys has the same rights as sec=\(strong.flavor.rawValue), so a client needs no Kerberos ticket."
        )
    }
}
