package import SourceText

/// The effects of `fsid=`.
package enum FileSystemRules: ExportsRule {
    package static let shared = Rule(
        code: "EXP048",
        name: "shared-fsid",
        severity: .error,
        summary: "The same fsid on two paths.",
        reason:
            "Clients identify file systems by the fsid, so they show the files of one path under the other.",
        cure: "Give each file system its own number.",
        example: "/a *(fsid=5)\n/b *(fsid=5)\n",
        corrected: "/a *(fsid=5)\n/b *(fsid=6)\n"
    )
    static let changed = Rule(
        code: "EXP049",
        name: "fsid-changes",
        severity: .error,
        summary: "An fsid that exportfs reads as a different number.",
        reason:
            "exportfs cuts numbers to 32 bits, reads `010` as 8 and 32 decimal digits as a number, and lets a UUID after "
            + "a number change that number. If the result is 0, the path becomes the NFSv4 root.",
        cure: "Use a number from 1 to 4294967295, or a UUID alone.",
        example: "/h a(fsid=4294967296)\n",
        corrected: "/h a(fsid=42)\n"
    )
    static let root = Rule(
        code: "EXP050",
        name: "explicit-v4-root",
        severity: .warning,
        summary: "The option fsid=0, which sets the NFSv4 root.",
        reason:
            "NFSv4 paths differ from NFSv3 paths, clients that this entry does not match get no NFSv4 root, and exports "
            + "outside this directory cannot be reached with NFSv4.",
        cure: "Remove fsid=0; the server creates an NFSv4 root by itself.",
        example: "/export *(ro,fsid=0)\n",
        corrected: "/export *(ro)\n"
    )

    static let rules = [shared, changed, root]

    static func check(_ check: ExportsCheck) {
        var firstPath: [FileSystemKey: ExportWord] = [:]
        for (entry, traits) in zip(check.entries, check.traits)
        where traits.hasDefaults || traits.marks.contains(.namesFileSystem) {
            var isReported = false
            for item in entry.items {
                switch item {
                case .defaults(_, let list): reportChanges(list, check)
                case .client(let client):
                    if client.grant.marks.contains(.namesFileSystem), let list = client.list {
                        reportChanges(list, check)
                    }
                    let keys = FileSystemKey.all(of: client.grant.options)
                    guard !isReported, !keys.isEmpty else { continue }
                    isReported = true
                    report(keys, entry, client, &firstPath, check)
                }
            }
        }
    }

    private static func report(
        _ keys: [FileSystemKey],
        _ entry: ExportEntry,
        _ client: ExportClient,
        _ firstPath: inout [FileSystemKey: ExportWord],
        _ check: ExportsCheck
    ) {
        if keys.contains(.number(0)) {
            check.findings.add(
                root,
                at: client.word.range,
                "\"\(check.shown(entry.path))\" becomes the NFSv4 root for every client."
            )
        }
        let path = check.document.bytes(of: entry.path)
        for key in keys {
            guard let earlier = firstPath[key] else {
                firstPath[key] = entry.path
                continue
            }
            guard !check.document.bytes(of: earlier).elementsEqual(path) else { continue }
            check.findings.add(
                shared,
                at: client.word.range,
                "\"\(check.shown(earlier))\" in line \(check.line(earlier.range.lowerBound)) has the same fsid."
            )
        }
    }

    private static func reportChanges(_ list: ExportWord, _ check: ExportsCheck) {
        guard check.document.bytes(of: list).contains("fsid=") else { return }
        var hasNumber = false
        for option in check.document.options(of: list) {
            let text = check.document.bytes(of: option)
            guard text.starts(with: "fsid=".utf8) else { continue }
            let value = text.dropFirst(5)
            let number = CNumber.unsigned(value, detectsBase: true)
            let isRoot = value.elementsEqual("root".utf8)
            if isRoot || number.isWhole {
                hasNumber = true
                let isOctal = value.count > 1 && value.first == 0x30 && value.allSatisfy(\.isASCIIDigit)
                guard !isRoot, isOctal || number.bits > UInt32.max else { continue }
                check.findings.add(
                    changed,
                    at: option.range,
                    "exportfs reads \(check.shown(option)) as fsid=\(number.int32)."
                )
            } else if hasNumber {
                check.findings.add(
                    changed,
                    at: option.range,
                    "This UUID changes the number before it to fsid=\(number.int32); put the number last."
                )
            }
        }
    }
}

private enum FileSystemKey: Hashable {
    case number(Int32)
    case uuid([UInt8])

    static func all(of options: ExportOptions) -> [FileSystemKey] {
        var keys: [FileSystemKey] = []
        if options.flags.contains(.fsid) { keys.append(.number(options.fsid)) }
        if let uuid = options.uuid {
            keys.append(.uuid(uuid.filter { $0.hexDigitValue != nil }.asciiLowercased))
        }
        return keys
    }
}
