public import SourceText

/// How a map is used, which decides what its keys may be.
public enum AutomountMapUse: Sendable, Hashable {
    /// Its keys are names below a mount point.
    case indirect
    /// Its keys are absolute paths.
    case direct
}

/// The rules by which automount maps are checked, each beside the code that finds it.
public enum AutomountMapRules {
    static let families: [any AutomountMapRule.Type] = [
        LostLineRules.self, MapLineEndRules.self, KeyRules.self, LocationRules.self, WildcardRules.self,
        RiskyMountOptionRules.self, MountOptionWordRules.self,
    ]

    /// Stands for findings beyond the limit of one file.
    static let more = Rule.moreFindings(
        code: "MAP000",
        example: String(repeating: "bob\n", count: FindingList.limit + 1),
        corrected: "bob srv:/bob\n"
    )

    /// Every rule, by code.
    public static let all: [Rule] = (families.flatMap { $0.rules } + [more]).sorted { $0.code < $1.code }
}

extension AutomountMapDocument {
    /// Checks the map by everything that can be told from its text.
    ///
    /// - Parameters:
    ///   - use: How the master map uses the map.
    ///   - inheritedOptions: The mount options that the master map gives to every entry.
    ///   - limit: How many findings are handed out; a note tells how many more there are.
    /// - Returns: The findings from the top of the file on; where there are too many, the worst.
    public func diagnostics(
        use: AutomountMapUse,
        inheritedOptions: [String] = [],
        limit: Int = FindingList.limit
    ) -> [Diagnostic] {
        let findings = FindingList(limit: limit)
        let check = AutomountMapCheck(
            document: self,
            use: use,
            inheritedOptions: inheritedOptions,
            findings: findings
        )
        for family in AutomountMapRules.families { family.check(check) }
        var reader = AutomountOptionReader()
        for entry in entries {
            let view = AutomountEntryView(entry, in: self, reading: &reader)
            for remark in view.options.remarks {
                let range = view.range(of: remark)
                findings.add(
                    remark.rule,
                    at: range,
                    remark.message,
                    fix: MountOptionWordRules.fix(of: remark, at: range, in: file.bytes)
                )
            }
            for family in AutomountMapRules.families { family.check(view, check) }
        }
        return findings.finished(AutomountMapRules.more, end: file.bytes.count)
    }
}

/// A map under check.
struct AutomountMapCheck {
    let document: AutomountMapDocument
    let use: AutomountMapUse
    let inheritedOptions: [String]
    let findings: FindingList
}

/// A family of rules about maps: some look at the whole map, some at one entry after the other, some at its options.
protocol AutomountMapRule: SendableMetatype {
    static var rules: [Rule] { get }
    static func check(_ check: AutomountMapCheck)
    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck)
    /// What is to say about options wherever they stand; asked once for all entries that are written with them.
    static func remarks(about options: AutomountOptionList) -> [AutomountOptionList.Remark]
}

extension AutomountMapRule {
    static func check(_ check: AutomountMapCheck) {}

    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {}

    static func remarks(about options: AutomountOptionList) -> [AutomountOptionList.Remark] { [] }
}
