public import Accounts
public import LDAPClient
public import MountMaps
public import SourceText

/// The settings in `/etc/autohome/autohome.toml`, checked.
public struct Configuration: Sendable {
    /// The path of the configuration unless the command line names another file.
    public static let defaultPath = "/etc/autohome/autohome.toml"

    /// How to connect to the LDAP server, and as whom.
    public let directory: LDAPSettings
    /// Where and how to search for users.
    public let users: AccountSearch
    /// The rules that turn entries into accounts.
    public let rules: AccountRules
    /// Homes, exports and maps.
    public let sync: SiteSettings
    /// The LDAP entry below which the maps are.
    public let mapBase: String
    /// How findings about files are treated.
    public let check: CheckSettings

    /// Reads a configuration file.
    ///
    /// One call reports all errors of the file.
    ///
    /// - Parameters:
    ///   - file: the text of the file.
    ///   - rules: the rules that the file may name; nil accepts any name.
    /// - Returns: the configuration, or nil if the file has errors; and the findings, including warnings.
    public static func read(
        _ file: SourceFile,
        rules: [Rule]? = nil
    ) -> (configuration: Configuration?, report: Report) {
        var text = ConfigurationText(file)
        // After a syntax error every required key would be reported as missing too, which helps nobody.
        guard text.diagnostics.isEmpty else {
            return (nil, Report(file: file, diagnostics: text.diagnostics))
        }
        let directory = LDAPSection.read(&text)
        let homes = HomesSection.read(&text)
        let exports = ExportsSection.read(&text)
        let automount = AutomountSection.read(&text)
        let ganesha = GaneshaSection.read(&text)
        let safety = SafetySection.read(&text)
        let check = CheckSection.read(&text, rules: rules)
        checkPlaces(homes, exports.settings, automount.settings, in: &text)
        SectionReader([]).finish(
            subsections: ["directory", "homes", "exports", "automount", "ganesha", "safety", "check"],
            in: &text
        )
        // If a value is missing or wrong, a placeholder is used in its place: findings about placeholders help nobody.
        if text.diagnostics.isEmpty {
            GeneratedFilesCheck(homes: homes, exports: exports, automount: automount, check: check)
                .report(to: &text)
        }
        let accountRules = AccountRules(
            prefix: homes.prefix,
            uidNumbers: homes.uidNumbers,
            fallbackHome: fallbackHome(directory, homes, in: &text),
            placement: placement(directory, automount.settings, in: &text),
            knownRefusals: directory.knownRefusals
        )
        let configuration = Configuration(
            directory: directory.settings,
            users: directory.users,
            rules: accountRules,
            sync: SiteSettings(
                homes: homes,
                exports: exports.settings,
                automount: automount.settings,
                ganesha: ganesha,
                safety: safety
            ),
            mapBase: automount.ldapBase ?? directory.base,
            check: check
        )
        let report = Report(file: file, diagnostics: text.diagnostics)
        return (report.diagnostics.contains { $0.severity == .error } ? nil : configuration, report)
    }

    /// Reads how a configuration file wants findings treated.
    ///
    /// A file may contain only `[check]`, such as a file next to maps in a repository. If it has any other section, it
    /// must be a complete and valid configuration.
    ///
    /// - Parameters:
    ///   - file: the text of the file.
    ///   - rules: the rules that the file may name; nil accepts any name.
    /// - Returns: the settings, or nil if the file has errors; and the findings.
    public static func readCheck(
        _ file: SourceFile,
        rules: [Rule]? = nil
    ) -> (settings: CheckSettings?, report: Report) {
        var text = ConfigurationText(file)
        guard text.diagnostics.isEmpty, Set(text.keys(at: [])).isSubset(of: ["check"]) else {
            let (configuration, report) = read(file, rules: rules)
            return (configuration?.check, report)
        }
        let settings = CheckSection.read(&text, rules: rules)
        let report = Report(file: file, diagnostics: text.diagnostics)
        return (report.diagnostics.isEmpty ? settings : nil, report)
    }

    /// The template for homes, checked.
    private static func fallbackHome(
        _ directory: LDAPSection,
        _ homes: HomesSettings,
        in text: inout ConfigurationText
    ) -> HomeTemplate? {
        guard let template = directory.fallbackHome else { return nil }
        do throws(HomeTemplate.Objection) {
            return try HomeTemplate(template, prefix: homes.prefix)
        } catch {
            text.report(
                ConfigurationRules.badValue,
                ["directory", "users", "fallback_home"],
                "fallback_home \(error.text)"
            )
            return nil
        }
    }

    /// How entries name the file server of an account; by default as the maps do.
    private static func placement(
        _ directory: LDAPSection,
        _ automount: AutomountSettings,
        in text: inout ConfigurationText
    ) -> Placement? {
        guard let (attribute, names) = directory.placement else { return nil }
        if automount.layout == .wildcard {
            text.report(
                ConfigurationRules.badValue,
                ["automount", "layout"],
                "layout must be \"explicit\" with [directory.users.placement]: a wildcard would send the users of other "
                    + "file servers to this one"
            )
        }
        return Placement(attribute: attribute, names: Set(names ?? [automount.server]))
    }

    /// Checks that the three generated files have different paths, and that none is inside the homes root.
    private static func checkPlaces(
        _ homes: HomesSettings,
        _ exports: ExportsSettings,
        _ automount: AutomountSettings,
        in text: inout ConfigurationText
    ) {
        let files = [
            (["exports", "file"], exports.file), (["automount", "master"], automount.master),
            (["automount", "map"], automount.map),
        ]
        for (index, (key, path)) in files.enumerated() {
            if files[..<index].contains(where: { $0.1 == path }) {
                text.report(
                    ConfigurationRules.badValue,
                    key,
                    "\(path) is also the path of another generated file"
                )
            }
            if !homes.root.isEmpty, path == homes.root || path.hasPrefix(homes.root + "/") {
                text.report(
                    ConfigurationRules.badValue,
                    key,
                    "\(path) is inside the root of the homes, \(homes.root)"
                )
            }
        }
    }
}
