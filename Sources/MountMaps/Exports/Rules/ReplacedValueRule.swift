import SourceText

/// Options with a value, given twice in one list.
enum ReplacedValueRule: ExportsRule {
    static let replaced = Rule(
        code: "EXP073",
        name: "replaced-value",
        severity: .warning,
        summary: "An option given twice in one list, with different values.",
        reason: "The last value wins without a message.",
        cure: "Keep the one you mean.",
        example: "/h a(ro,all_squash,anonuid=1001,anonuid=1002)\n",
        corrected: "/h a(ro,all_squash,anonuid=1002)\n"
    )

    static let rules = [replaced]

    static func check(_ check: ExportsCheck) {
        for entry in check.entries {
            for item in entry.items {
                switch item {
                case .defaults(_, let list): report(list, check)
                case .client(let client):
                    let options = client.grant.options
                    let mayRepeat =
                        !client.grant.marks.isDisjoint(with: [.namesIdentity, .namesFileSystem])
                        || options.mountPoint != nil || options.locations != nil
                    if mayRepeat, let list = client.list { report(list, check) }
                }
            }
        }
    }

    private static func report(_ list: ExportWord, _ check: ExportsCheck) {
        var given: [Key: ExportWord] = [:]
        for option in check.document.options(of: list) {
            let text = check.document.bytes(of: option)
            guard let key = Key(text) else { continue }
            if let earlier = given[key], !check.document.bytes(of: earlier).elementsEqual(text) {
                check.findings.add(
                    replaced,
                    at: option.range,
                    "\(check.shown(option)) replaces \(check.shown(earlier)) in the same list."
                )
            }
            given[key] = option
        }
    }

    /// What an option sets; options that set the same replace each other.
    private enum Key: Hashable {
        case anonymousUID
        case anonymousGID
        case fileSystemNumber
        case fileSystemUUID
        case mountPoint
        case locations

        init?(_ option: ArraySlice<UInt8>) {
            let name = option.prefix { $0 != UInt8(ascii: "=") }
            guard let key = ExportOptionKey(name) else { return nil }
            let value = option.dropFirst(name.count + 1)
            switch key {
            case .anonuid: self = .anonymousUID
            case .anongid: self = .anonymousGID
            case .fsid:
                let isNumber =
                    value.elementsEqual("root".utf8) || CNumber.unsigned(value, detectsBase: true).isWhole
                self = isNumber ? .fileSystemNumber : .fileSystemUUID
            case .mp, .mountpoint: self = .mountPoint
            case .refer, .replicas: self = .locations
            case .sec, .squashUIDs, .squashGIDs: return nil
            }
        }
    }
}
