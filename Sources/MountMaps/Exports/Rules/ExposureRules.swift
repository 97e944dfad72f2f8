import SourceText

/// Exports that give strangers access.
enum ExposureRules: ExportClientRule {
    static let writableByAll = Rule(
        code: "EXP040",
        name: "writable-by-everyone",
        severity: .error,
        summary: "A path writable by everyone with sec=sys.",
        reason:
            "With sec=sys the server trusts the user id that the client sends, so any machine that can reach the server "
            + "can write as any user except root, and with no_root_squash as root, too.",
        cure: "Name the clients, or require Kerberos with sec=krb5p.",
        example: "/home *(rw)\n",
        corrected: "/home *(rw,sec=krb5p)\n"
    )
    static let remoteRoot = Rule(
        code: "EXP041",
        name: "no-root-squash",
        severity: .error,
        summary: "The option no_root_squash.",
        reason:
            "root on a client is root on the export: it can read every file and install setuid programs.",
        cure: "Remove no_root_squash. If a machine needs it, give that machine its own entry.",
        example: "/h 10.0.0.0/8(rw,no_root_squash)\n",
        corrected: "/h 10.0.0.0/8(rw)\n"
    )

    static let rules = [writableByAll, remoteRoot]

    static func check(_ client: ExportClient, of entry: ExportEntry, _ check: ExportsCheck) {
        let marks = client.grant.marks
        guard !marks.isDisjoint(with: [.writableByClaim, .remoteRoot]) else { return }
        let range = client.word.range.isEmpty ? entry.path.range : client.word.range
        if marks.contains(.writableByClaim), isEveryone(client, check) {
            let open = client.grant.options.grants.filter { grant in
                grant.flavor.isUnauthenticated && grant.flags.isDisjoint(with: [.allSquash, .readOnly])
            }
            let isSquashed = open.isEmpty
            let keepsRootOut = open.allSatisfy { $0.flags.contains(.rootSquash) }
            let identity = isSquashed ? "" : keepsRootOut ? " as any user except root" : " as any user"
            check.findings.add(
                writableByAll,
                at: range,
                severity: isSquashed ? .warning : nil,
                "Any machine can write to \"\(check.shown(entry.path))\"\(identity): it is exported rw to everyone with sec=sys."
            )
        }
        guard marks.contains(.remoteRoot) else { return }
        check.findings.add(
            remoteRoot,
            at: range,
            severity: client.kind == .host || !marks.contains(.writingRoot) ? .warning : .error,
            "root on \(client.kind.described) is root on \"\(check.shown(entry.path))\".",
            help: client.kind == .host ? ownEntryHelp : nil
        )
    }

    // The cure of the rule, an entry of its own, is what a single host already has.
    private static let ownEntryHelp =
        "Remove no_root_squash. If this machine needs it, write the comment # autohome: ignore EXP041 with the reason "
        + "above the entry."

    private static func isEveryone(_ client: ExportClient, _ check: ExportsCheck) -> Bool {
        switch client.kind {
        case .anonymous: true
        case .wildcard: check.document.bytes(of: client.name).allSatisfy { $0 == UInt8(ascii: "*") }
        case .subnet:
            isWhole(check.document.bytes(of: client.name))
        case .host, .netgroup, .gss: false
        }
    }

    /// Whether a subnet has a mask of zero.
    private static func isWhole(_ subnet: ArraySlice<UInt8>) -> Bool {
        // Nearly all subnets have another digit in their mask, and need not be parsed.
        let mask = subnet.drop { $0 != UInt8(ascii: "/") }
        guard !mask.contains(where: { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }),
            case .mask(let bits)? = (try? ExportSubnet(subnet))?.size
        else { return false }
        return ExportSubnet.Bits(bits) == ExportSubnet.Bits(leading: 0)
    }
}

extension SecurityFlavor {
    /// Whether the server trusts the user id that the client sends.
    var isUnauthenticated: Bool { number <= 1 }
}

extension ExportClientKind {
    /// A description of the machines of this kind of client, for a message.
    var described: String {
        switch self {
        case .host: "this machine"
        case .subnet: "every machine of the subnet"
        case .wildcard: "every machine that matches"
        case .netgroup: "every machine of the netgroup"
        case .anonymous, .gss: "every machine"
        }
    }
}
