import HostFiles
import SourceText

/// Names of clients that mean less, or more, than they seem to.
enum ClientNameRules: ExportsRule {
    static let nameWildcard = Rule(
        code: "EXP032",
        name: "name-wildcard",
        severity: .note,
        summary: "A wildcard for names.",
        reason:
            "It trusts the reverse name of an address without asking whether the name leads back, and its `*` also "
            + "matches dots, so deeper domains too.",
        cure: "Name a subnet where that is enough.",
        example: "/h *.ex.com(ro)\n",
        corrected: "/h 10.1.0.0/16(ro)\n"
    )
    static let emptyNetgroup = Rule(
        code: "EXP033",
        name: "netgroup-without-name",
        severity: .warning,
        summary: "A netgroup without a name.",
        reason: "It matches nobody, and exportfs says nothing.",
        cure: "Write the name after the `@`.",
        example: "/h @(ro)\n",
        corrected: "/h @admins(ro)\n"
    )
    static let gssClient = Rule(
        code: "EXP034",
        name: "gss-client",
        severity: .warning,
        summary: "A client of the form gss/….",
        reason:
            "It is deprecated, and matches no client: nobody can mount the path by it.",
        cure: "Write the flavor as sec= among the options of a client.",
        example: "/h gss/krb5(ro)\n",
        corrected: "/h *(ro,sec=krb5)\n"
    )
    static let joinedClients = Rule(
        code: "EXP035",
        name: "joined-clients",
        severity: .error,
        summary: "A comma, semicolon or colon between clients.",
        reason: "Together they are one name that no machine has; exportfs only warns and leaves it out.",
        cure: "Part the clients by blanks, each with its own list.",
        example: "/h a,b(ro)\n",
        corrected: "/h a(ro) b(ro)\n"
    )
    static let secondDefaults = Rule(
        code: "EXP058",
        name: "second-default-list",
        severity: .warning,
        summary: "A default list directly after another.",
        reason: "It is read as the name of a host.",
        cure: "Write one list: -rw,async.",
        example: "/h -rw -async a\n",
        corrected: "/h -rw,async a\n"
    )
    static let blankInside = Rule(
        code: "EXP060",
        name: "blank-in-client",
        severity: .error,
        summary: "A blank in a client or in mp=.",
        reason: "exportfs writes it to etab as it is, and cannot read that line back.",
        cure: "Remove the blank.",
        example: "/h \"ho* x\"(ro)\n",
        corrected: "/h ho*(ro)\n"
    )

    static let rules = [nameWildcard, emptyNetgroup, gssClient, joinedClients, secondDefaults, blankInside]

    static func check(_ check: ExportsCheck) {
        for entry in check.entries {
            var afterDefaults = false
            for item in entry.items {
                guard case .client(let client) = item else {
                    afterDefaults = true
                    continue
                }
                let name = check.document.bytes(of: client.name)
                if afterDefaults, name.first == UInt8(ascii: "-") {
                    check.findings.add(
                        secondDefaults,
                        at: client.word.range,
                        "\"\(check.shown(client.name))\" is read as a host, because a default list is before it."
                    )
                }
                afterDefaults = false
                if name.contains(where: { $0.isASCIISpace })
                    || client.grant.options.mountPoint?.contains(.blank) == true
                {
                    check.findings.add(
                        blankInside,
                        at: client.word.range,
                        "The blank makes a line of etab that is not read back."
                    )
                }
                report(client, name, check)
            }
        }
    }

    private static func report(_ client: ExportClient, _ name: ArraySlice<UInt8>, _ check: ExportsCheck) {
        switch client.kind {
        case .wildcard where !AddressRules.isAddressPattern(name) && !name.contains(UInt8(ascii: ":")):
            check.findings.add(
                nameWildcard,
                at: client.name.range,
                "\"\(check.shown(client.name))\" trusts the reverse names of addresses."
            )
        case .netgroup where name.count == 1:
            check.findings.add(emptyNetgroup, at: client.name.range, "\"@\" names no netgroup.")
        case .gss:
            check.findings.add(
                gssClient,
                at: client.name.range,
                "\"\(check.shown(client.name))\" matches no client: nobody can mount the path by it."
            )
        case .host where name.contains(UInt8(ascii: ":")) || joinsClients(name):
            guard NetworkAddress(strict: name) == nil, !SubnetRules.isFailedAddress(name) else { return }
            reportJoined(client, check)
        case .subnet where joinsClients(name): reportJoined(client, check)
        default: break
        }
    }

    private static func reportJoined(_ client: ExportClient, _ check: ExportsCheck) {
        check.findings.add(
            joinedClients,
            at: client.name.range,
            "\"\(check.shown(client.name))\" is one name, not several clients."
        )
    }

    /// Whether a client is written as several with a comma or semicolon between them.
    static func joinsClients(_ name: ArraySlice<UInt8>) -> Bool {
        name.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
    }
}
