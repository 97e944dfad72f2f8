public import SourceText

/// The rules by which master maps are checked, each beside the code that finds it.
public enum MasterMapRules {
    static let families: [any MasterMapRule.Type] = [
        MasterSyntaxRules.self, MasterEncodingRules.self, MasterOptionRules.self, MountPointRules.self,
        MapNameRules.self,
    ]

    /// Stands for findings beyond the limit of one file.
    static let more = Rule.moreFindings(
        code: "MST000",
        example: String(repeating: "home /etc/auto.home\n", count: FindingList.limit + 1),
        corrected: "/home /etc/auto.home\n"
    )

    /// Every rule, by code.
    public static let all: [Rule] = (families.flatMap { $0.rules } + [more]).sorted { $0.code < $1.code }
}

extension MasterMapDocument {
    /// Checks the master map by everything that can be told from its text.
    ///
    /// - Parameter limit: How many findings are handed out; a note tells how many more there are.
    /// - Returns: The findings from the top of the file on; where there are too many, the worst.
    public func diagnostics(limit: Int = FindingList.limit) -> [Diagnostic] {
        let findings = FindingList(limit: limit)
        for family in MasterMapRules.families { family.check(self, findings) }
        return findings.finished(MasterMapRules.more, end: file.bytes.count)
    }
}

/// A family of rules about master maps.
protocol MasterMapRule: SendableMetatype {
    static var rules: [Rule] { get }
    static func check(_ document: MasterMapDocument, _ findings: FindingList)
}
