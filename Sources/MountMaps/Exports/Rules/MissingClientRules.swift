import SourceText

/// Lists without a client, clients without a list, and paths without either.
enum MissingClientRules: ExportsRule {
    static let spaceBeforeOptions = Rule(
        code: "EXP003",
        name: "space-before-options",
        severity: .error,
        summary: "A blank between a client and its options.",
        reason: "The client gets the defaults (ro), and the options are exported to everyone.",
        cure: "Remove the blank.",
        example: "/h host (rw)\n",
        corrected: "/h host(rw)\n"
    )
    static let noClient = Rule(
        code: "EXP012",
        name: "no-client",
        severity: .warning,
        summary: "A path without a client.",
        reason: "exportfs exports it to everyone with the default options.",
        cure: "Name the clients, or write `*` if you mean everyone.",
        example: "/srv/home\n",
        corrected: "/srv/home *(ro)\n"
    )
    static let listWithoutClient = Rule(
        code: "EXP013",
        name: "options-without-client",
        severity: .warning,
        summary: "A list of options without a client.",
        reason: "The path is exported to everyone with these options; exportfs only warns.",
        cure: "Name the client, or write `*` if you mean everyone.",
        example: "/h (rw)\n",
        corrected: "/h *(rw)\n"
    )
    static let noOptions = Rule(
        code: "EXP014",
        name: "client-without-options",
        severity: .note,
        summary: "A client without options.",
        reason: "It gets the defaults, which are read-only (ro).",
        cure: "Write ro or rw.",
        example: "/h host\n",
        corrected: "/h host(ro)\n"
    )

    static let rules = [spaceBeforeOptions, noClient, listWithoutClient, noOptions]

    static func check(_ check: ExportsCheck) {
        for (entry, traits) in zip(check.entries, check.traits) where traits.hasBareClient {
            var hasDefaults = false
            for (index, item) in entry.items.enumerated() {
                guard case .client(let client) = item else {
                    hasDefaults = true
                    continue
                }
                if client.isImplied {
                    check.findings.add(
                        noClient,
                        at: entry.path.range,
                        "No client is given: \"\(check.shown(entry.path))\" is exported to everyone."
                    )
                } else if client.name.isEmpty {
                    report(client, after: index > 0 ? entry.items[index - 1] : nil, check)
                } else if client.list == nil, !hasDefaults,
                    !startsWithList(entry.items.dropFirst(index + 1).first)
                {
                    check.findings.add(
                        noOptions,
                        at: client.word.range,
                        "\"\(check.shown(client.name))\" gets the defaults: ro, sync, root_squash."
                    )
                }
            }
        }
    }

    private static func startsWithList(_ item: ExportItem?) -> Bool {
        guard case .client(let client)? = item else { return false }
        return client.name.isEmpty && client.list != nil
    }

    private static func report(_ list: ExportClient, after previous: ExportItem?, _ check: ExportsCheck) {
        let options = check.shown(list.word)
        guard case .client(let client)? = previous, client.list == nil, !client.isImplied else {
            check.findings.add(
                listWithoutClient,
                at: list.word.range,
                "\(options) has no client, so the path is exported to everyone."
            )
            return
        }
        let gap = client.word.range.upperBound..<list.word.range.lowerBound
        let isPlain = check.document.source.bytes[gap].allSatisfy { $0 == .blank || $0 == .tab }
        let name = check.shown(client.name)
        check.findings.add(
            spaceBeforeOptions,
            at: list.word.range,
            "\"\(name)\" gets the defaults (ro), and everyone gets \(options).",
            fix: isPlain && !gap.isEmpty
                ? Fix("remove the blank", edits: [TextEdit(gap, replacement: [])]) : nil
        )
    }
}
