import MountMaps
public import SourceText

/// The rules that need more than one file, or facts of the machine, each beside the code that finds it.
public enum SiteRules {
    static let families: [any SiteRule.Type] = [
        ExportTreeRules.self, ExportStorageRules.self, NetgroupRule.self, ExportedHomesRules.self,
        MasterAcrossFilesRules.self, MapPresenceRules.self, MapModeRules.self, NameSwitchRules.self,
        MountPointUseRules.self, DropInRules.self, BrowseRule.self, AutomountPlaceRules.self,
        AccountHomeRules.self, OwnServerRules.self, ExportTableStateRules.self, IdentityRules.self,
    ]

    /// The rules that find nothing where it is not known what is mounted.
    static let codesAboutMounts = Set(
        (ExportTreeRules.rules + [ExportStorageRules.needsNumber, ExportStorageRules.deviceNumber]).map(
            \.code
        )
    )

    /// Every rule, by code; those that single files have too are not among them.
    public static let all: [Rule] =
        (families.flatMap { $0.rules } + [SiteFindings.more]).sorted { $0.code < $1.code }
}

extension Site {
    /// The codes of the rules that what was read is enough for.
    public var examined: Set<String> {
        var codes = Set((SiteRules.all + MachineRules.rules).map(\.code))
        if !knowsNames { codes.remove(MachineRules.unresolved.code) }
        if mounts == nil { codes.subtract(SiteRules.codesAboutMounts) }
        if etab == nil { codes.remove(ExportTableStateRules.stale.code) }
        return codes
    }

    /// Checks what no file tells by itself.
    ///
    /// - Returns: A report for each file that has findings; what ``MountMaps`` finds in single files is not in them.
    public func reports() -> [Report] {
        let findings = SiteFindings()
        for (document, diagnostics) in zip(exports.documents, exports.diagnostics()) {
            for diagnostic in diagnostics { findings.append(adjusted(diagnostic), to: document.source) }
        }
        for family in SiteRules.families { family.check(self, findings) }
        return findings.reports()
    }
}

/// A family of rules that one look at a site finds.
protocol SiteRule: SendableMetatype {
    static var rules: [Rule] { get }
    static func check(_ site: Site, _ findings: SiteFindings)
}

/// Text of files for a message, in quotes.
func shown(_ bytes: some Collection<UInt8>) -> String {
    "\"\(printable(bytes, limit: 120))\""
}
