public import SourceText

/// The rules for exports tables; each is declared beside the code that checks it.
public enum ExportsRules {
    static let families: [any ExportsRule.Type] = [
        StopRules.self, ForeignOptionRules.self, LineEndRules.self, QuoteRule.self, ContinuationRules.self,
        GluedTextRules.self, MissingClientRules.self, SubtreeRules.self, PathRules.self, DuplicateRule.self,
        ClientNameRules.self, PrecedenceRules.self, OppositesRule.self, ReplacedValueRule.self,
        SquashRules.self, FileSystemRules.self, FlavorRules.self,
        EncodingRules.self,
    ]

    /// The families that check each client.
    static let clientFamilies: [any ExportClientRule.Type] = [
        SubnetRules.self, AddressRules.self, BracketRules.self, ExposureRules.self, RiskyOptionRules.self,
        ReferralRule.self,
    ]

    /// The rules that only need the text of a table.
    public static let ofText: [Rule] = families.flatMap { $0.rules } + clientFamilies.flatMap { $0.rules }

    /// Reports that there are more findings than the limit for one file.
    static let more = Rule.moreFindings(
        code: "EXP000",
        name: "many-findings",
        example: "/a *(rw)\n/a *(ro)\n",
        corrected: "/a a(ro,no_subtree_check)\n"
    )

    /// Every rule about exports tables, sorted by code.
    public static let all: [Rule] =
        (ofText + MachineRules.rules + DropInNameRules.rules + [more]).sorted { $0.code < $1.code }
}

extension ExportsDocument {
    /// The default version of nfs-utils: that of Debian 12.
    public static let usualNFSUtils = "2.6.2"

    /// Checks everything that the text of the table alone shows.
    ///
    /// - Parameters:
    ///   - limit: The largest number of findings to return; a note says how many more there are.
    ///   - nfsUtils: The version of nfs-utils that will read the table.
    /// - Returns: The findings in file order; the most severe ones if there are too many.
    public func diagnostics(
        limit: Int = FindingList.limit,
        nfsUtils: String = usualNFSUtils
    ) -> [Diagnostic] {
        let check = ExportsCheck(self, limit: limit, nfsUtils: nfsUtils)
        for family in ExportsRules.families { family.check(check) }
        for entry in check.entries {
            for case .client(let client) in entry.items {
                for family in ExportsRules.clientFamilies { family.check(client, of: entry, check) }
            }
        }
        return check.finished()
    }
}

/// A family of rules that check a whole table.
protocol ExportsRule: SendableMetatype {
    static var rules: [Rule] { get }
    static func check(_ check: ExportsCheck)
}

/// A family of rules that check each client.
protocol ExportClientRule: SendableMetatype {
    static var rules: [Rule] { get }
    static func check(_ client: ExportClient, of entry: ExportEntry, _ check: ExportsCheck)
}
