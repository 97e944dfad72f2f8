public import SourceText

/// The rules for master maps; each is declared beside the code that checks it.
public enum MasterMapRules {
    static let families: [any MasterMapRule.Type] = [
        MasterSyntaxRules.self, MasterEncodingRules.self, MasterOptionRules.self, MountPointRules.self,
        MapNameRules.self, ForeignMasterOptionRules.self,
    ]

    /// Reports that there are more findings than the limit for one file.
    static let more = Rule.moreFindings(
        code: "MST000",
        example: String(repeating: "home /etc/auto.home\n", count: FindingList.limit + 1),
        corrected: "/home /etc/auto.home\n"
    )

    /// Every rule, sorted by code.
    public static let all: [Rule] = (families.flatMap { $0.rules } + [more]).sorted { $0.code < $1.code }
}

extension MasterMapDocument {
    /// Checks everything that the text of the master map alone shows.
    ///
    /// - Parameter limit: The largest number of findings to return; a note says how many more there are.
    /// - Returns: The findings in file order; the most severe ones if there are too many.
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
