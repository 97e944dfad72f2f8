import MountMaps
public import SourceText

/// The rules that need several files or facts about the machine; each is declared beside the code that checks it.
public enum SiteRules {
    static let families: [any SiteRule.Type] = [
        ExportTreeRules.self, ExportStorageRules.self, NetgroupRule.self, ExportedHomesRules.self,
        MasterAcrossFilesRules.self, MissingMasterRule.self, MapPresenceRules.self, UnreadMapRule.self,
        AutomountSettingRules.self, MapModeRules.self, NameSwitchRules.self,
        MountPointUseRules.self, DropInRules.self, BrowseRule.self, AutomountPlaceRules.self,
        AccountHomeRules.self, OwnServerRules.self, ExportTableStateRules.self, IdentityRules.self,
    ]

    /// The rules that need to know which file systems are mounted.
    static let codesAboutMounts = Set(
        (ExportTreeRules.rules + [ExportStorageRules.needsNumber, ExportStorageRules.deviceNumber]).map(
            \.code
        )
    )

    /// Every rule, sorted by code, except rules that also apply to single files.
    public static let all: [Rule] =
        (families.flatMap { $0.rules } + [SiteFindings.more]).sorted { $0.code < $1.code }
}

extension Site {
    /// The codes of the rules that could be checked with the files that were read.
    public var examined: Set<String> {
        var codes = Set((SiteRules.all + MachineRules.rules).map(\.code))
        if !knowsNames { codes.remove(MachineRules.unresolved.code) }
        if mounts == nil { codes.subtract(SiteRules.codesAboutMounts) }
        if etab == nil { codes.remove(ExportTableStateRules.stale.code) }
        return codes
    }

    /// Checks everything that needs more than one file.
    ///
    /// - Returns: A report for each file with findings, without the findings of ``MountMaps`` in single files.
    public func reports() -> [Report] {
        let findings = SiteFindings()
        for (document, diagnostics) in zip(exports.documents, exports.diagnostics()) {
            for diagnostic in diagnostics { findings.append(adjusted(diagnostic), to: document.source) }
        }
        for family in SiteRules.families { family.check(self, findings) }
        return findings.reports()
    }
}

/// A family of rules that check a whole site.
protocol SiteRule: SendableMetatype {
    static var rules: [Rule] { get }
    static func check(_ site: Site, _ findings: SiteFindings)
}

/// Quotes text of files for a message.
func shown(_ bytes: some Collection<UInt8>) -> String {
    "\"\(printable(bytes, limit: 120))\""
}
