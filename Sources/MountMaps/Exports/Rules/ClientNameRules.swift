import HostFiles
import SourceText

/// Client names that match fewer or more machines than they seem to.
enum ClientNameRules: ExportsRule {
    static let nameWildcard = Rule(
        code: "EXP032",
        name: "name-wildcard",
        severity: .note,
        summary: "A wildcard for host names.",
        reason:
            "rpc.mountd trusts the reverse DNS name of the client's address without checking it, and `*` also matches "
            + "dots, so it includes subdomains.",
        cure: "Use a subnet if possible.",
        example: "/h *.ex.com(ro)\n",
        corrected: "/h 10.1.0.0/16(ro)\n"
    )
    static let emptyNetgroup = Rule(
        code: "EXP033",
        name: "netgroup-without-name",
        severity: .warning,
        summary: "A netgroup without a name.",
        reason: "It matches no client, and exportfs does not warn.",
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
            "This form is deprecated and matches no client, so nobody can mount the path through it.",
        cure: "Use sec= in the options of a normal client.",
        example: "/h gss/krb5(ro)\n",
        corrected: "/h *(ro,sec=krb5)\n"
    )
    static let joinedClients = Rule(
        code: "EXP035",
        name: "joined-clients",
        severity: .error,
        summary: "A comma, semicolon or colon between clients.",
        reason:
            "exportfs reads them as a single name, which no machine has. It only warns and skips the client.",
        cure: "Separate the clients with blanks, and give each its own list.",
        example: "/h a,b(ro)\n",
        corrected: "/h a(ro) b(ro)\n"
    )
    static let secondDefaults = Rule(
        code: "EXP058",
        name: "second-default-list",
        severity: .warning,
        summary: "A default list directly after another.",
        reason: "exportfs reads the second list as a host name.",
        cure: "Write one list, such as -rw,async.",
        example: "/h -rw -async a\n",
        corrected: "/h -rw,async a\n"
    )
    static let blankInside = Rule(
        code: "EXP060",
        name: "blank-in-client",
        severity: .error,
        summary: "A blank in a client or in mp=.",
        reason: "exportfs writes the blank to etab unescaped, and the line cannot be read back.",
        cure: "Remove the blank. For mp=, rename the directory.",
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
                        "\"\(check.shown(client.name))\" is read as a host name, because it follows a default list."
                    )
                }
                afterDefaults = false
                if name.contains(where: { $0.isASCIISpace })
                    || client.grant.options.mountPoint?.contains(.blank) == true
                {
                    check.findings.add(
                        blankInside,
                        at: client.word.range,
                        "The blank breaks the line in etab; it cannot be read back."
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
                "\"\(check.shown(client.name))\" trusts the reverse DNS names of client addresses."
            )
        case .netgroup where name.count == 1:
            check.findings.add(
                emptyNetgroup,
                at: client.name.range,
                "\"@\" has no netgroup name; it matches no client."
            )
        case .gss:
            check.findings.add(
                gssClient,
                at: client.name.range,
                "\"\(check.shown(client.name))\" matches no client; nobody can mount the path through it."
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
            "\"\(check.shown(client.name))\" is read as one name, not as several clients."
        )
    }

    /// Whether the text is several clients joined by a comma or semicolon.
    static func joinsClients(_ name: ArraySlice<UInt8>) -> Bool {
        name.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
    }
}
