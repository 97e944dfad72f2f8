public import SourceText

/// How a map is used, which decides which keys are valid.
public enum AutomountMapUse: Sendable, Hashable {
    /// Its keys are names below a mount point.
    case indirect
    /// Its keys are absolute paths.
    case direct
}

/// The rules for automount maps; each is declared beside the code that checks it.
public enum AutomountMapRules {
    static let families: [any AutomountMapRule.Type] = [
        LostLineRules.self, MapLineEndRules.self, KeyRules.self, LocationRules.self, WildcardRules.self,
        RiskyMountOptionRules.self, MountOptionWordRules.self, PartialWildcardRules.self,
        KeyBackslashRules.self,
        LocationSeparatorRules.self, OptionValueRules.self,
    ]

    /// Reports that there are more findings than the limit for one file.
    static let more = Rule.moreFindings(
        code: "MAP000",
        example: String(repeating: "bob\n", count: FindingList.limit + 1),
        corrected: "bob srv:/bob\n"
    )

    /// Every rule, sorted by code.
    public static let all: [Rule] = (families.flatMap { $0.rules } + [more]).sorted { $0.code < $1.code }
}

extension AutomountMapDocument {
    /// Checks everything that the text of the map alone shows.
    ///
    /// - Parameters:
    ///   - use: How the master map uses the map.
    ///   - inheritedOptions: The mount options that the master map gives to every entry.
    ///   - appendsOptions: Whether the options of an entry add to them; else they replace them.
    ///   - limit: The largest number of findings to return; a note says how many more there are.
    /// - Returns: The findings in file order; the most severe ones if there are too many.
    public func diagnostics(
        use: AutomountMapUse,
        inheritedOptions: [String] = [],
        appendsOptions: Bool = true,
        limit: Int = FindingList.limit
    ) -> [Diagnostic] {
        diagnostics(
            use: use,
            inheritedOptions: inheritedOptions,
            appendsOptions: appendsOptions,
            homes: .unknown,
            judge: nil,
            limit: limit
        )
    }

    /// Checks the map by its text, and each entry by what somebody who knows more makes of it.
    package func diagnostics(
        use: AutomountMapUse,
        inheritedOptions: [String],
        appendsOptions: Bool,
        homes: MapHomes,
        judge: (any AutomountEntryJudging)?,
        limit: Int
    ) -> [Diagnostic] {
        let findings = FindingList(limit: limit)
        let check = AutomountMapCheck(
            document: self,
            use: use,
            inheritedOptions: inheritedOptions,
            appendsOptions: appendsOptions,
            homes: homes,
            findings: findings
        )
        for family in AutomountMapRules.families { family.check(check) }
        var reader = AutomountOptionReader()
        for entry in entries {
            var view = AutomountEntryView(entry, in: self, reading: &reader)
            view.isRefused = judge?.refuses(view, in: self, findings) ?? false
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

/// Judges entries by more than the text of their map.
package protocol AutomountEntryJudging {
    /// Adds findings about an entry, and returns whether automount refuses it for every user.
    func refuses(
        _ entry: AutomountEntryView,
        in document: AutomountMapDocument,
        _ findings: FindingList
    ) -> Bool
}

/// The map that is being checked.
struct AutomountMapCheck {
    let document: AutomountMapDocument
    let use: AutomountMapUse
    let inheritedOptions: [String]
    let appendsOptions: Bool
    let homes: MapHomes
    let findings: FindingList
}

/// A family of rules about maps.
///
/// Some check the whole map, some each entry, and some the options of entries.
protocol AutomountMapRule: SendableMetatype {
    static var rules: [Rule] { get }
    static func check(_ check: AutomountMapCheck)
    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck)
    /// Checks a list of options; called once for all entries that have the same list.
    static func remarks(about options: AutomountOptionList) -> [AutomountOptionList.Remark]
}

extension AutomountMapRule {
    static func check(_ check: AutomountMapCheck) {}

    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {}

    static func remarks(about options: AutomountOptionList) -> [AutomountOptionList.Remark] { [] }
}
