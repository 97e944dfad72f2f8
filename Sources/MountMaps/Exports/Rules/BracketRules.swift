import SourceText

/// Brackets in client wildcards.
enum BracketRules: ExportClientRule {
    static let open = Rule(
        code: "EXP071",
        name: "open-bracket",
        severity: .error,
        summary: "A `[` without `]` in a client.",
        reason:
            "rpc.mountd reads past the end of the word, so the bytes that follow in memory decide which machines match. "
            + "Tools that split at colons write such clients for an IPv6 address in brackets.",
        cure: "Close the bracket. Write an IPv6 address without brackets.",
        example: "/h node[1-3(ro)\n",
        corrected: "/h node[1-3](ro)\n"
    )

    static let numbers = Rule(
        code: "EXP072",
        name: "bracket-of-numbers",
        severity: .warning,
        summary: "A range of numbers with several digits in a bracket.",
        reason:
            "A bracket matches one character: node[01-12] matches node0, node1 and node2, and none of node01 to "
            + "node12. Slurm and pdsh read such lists as numbers, rpc.mountd does not.",
        cure: "Write a bracket for each digit, such as node[01][0-9], or use a subnet or a netgroup.",
        example: "/h node[01-12](ro)\n",
        corrected: "/h node[01][0-9](ro)\n"
    )

    static let rules = [open, numbers]

    static func check(_ client: ExportClient, of entry: ExportEntry, _ check: ExportsCheck) {
        guard client.kind == .wildcard else { return }
        let name = check.document.bytes(of: client.name)
        guard name.contains(UInt8(ascii: "[")) else { return }
        let pattern = HostPattern(name)
        let shown = check.shown(client.name)
        if let list = pattern.classes.lazy.map({ CharacterClass(text: $0) }).first(where: \.looksLikeNumbers)
        {
            check.findings.add(
                numbers,
                at: client.name.range,
                "\"[\(printable(list.text))]\" in \"\(shown)\" is one character, \(list.meaning); it is not a list or a range of numbers."
            )
        }
        guard pattern.hasOpenClass else { return }
        let isAddress = isPartOfAddress(name)
        check.findings.add(
            open,
            at: client.name.range,
            isAddress
                ? "\"\(shown)\" looks like a part of an IPv6 address in brackets: its \"[\" is not closed, and it is read "
                    + "as a wildcard for host names."
                : "The \"[\" in \"\(shown)\" is not closed: which host names match cannot be predicted.",
            help: isAddress ? "Write the whole address as one client, without brackets." : nil
        )
    }

    /// Whether a client begins with a bracket and goes on with nothing but hexadecimal digits and colons.
    private static func isPartOfAddress(_ name: ArraySlice<UInt8>) -> Bool {
        name.first == UInt8(ascii: "[") && name.count > 1
            && name.dropFirst().allSatisfy { $0.hexDigitValue != nil || $0 == UInt8(ascii: ":") }
    }
}
