public import Accounts
public import LDAPClient
public import MountMaps
public import SourceText

/// Everything that `/etc/autohome/autohome.toml` says, checked.
public struct Configuration: Sendable {
    /// Where the configuration stands unless another file is named.
    public static let defaultPath = "/etc/autohome/autohome.toml"

    /// How to reach the directory and as whom.
    public let directory: LDAPSettings
    /// Which entries are users, and which of their attributes matter.
    public let users: SearchRequest
    /// The rules by which entries become accounts.
    public let rules: AccountRules
    /// Homes, exports and maps.
    public let sync: SiteSettings
    /// The entry below which maps stand in the directory.
    public let mapBase: String
    /// What is made of findings about files.
    public let check: CheckSettings

    /// Reads a configuration file.
    ///
    /// All faults of the file are found in one go.
    ///
    /// - Parameters:
    ///   - file: the text of the file.
    ///   - rules: the rules whose findings it may name; nil takes any word.
    /// - Returns: the configuration, nil where the file has errors, and the findings, warnings
    ///   among them.
    public static func read(
        _ file: SourceFile,
        rules: [Rule]? = nil
    ) -> (configuration: Configuration?, report: Report) {
        var text = ConfigurationText(file)
        // After a syntax error everything would be missing too; that says nothing.
        guard text.diagnostics.isEmpty else {
            return (nil, Report(file: file, diagnostics: text.diagnostics))
        }
        let directory = LDAPSection.read(&text)
        let homes = HomesSection.read(&text)
        let exports = ExportsSection.read(&text)
        let automount = AutomountSection.read(&text)
        let ganesha = GaneshaSection.read(&text)
        let check = CheckSection.read(&text, rules: rules)
        checkPlaces(homes, exports.settings, automount.settings, in: &text)
        SectionReader([]).finish(
            subsections: ["directory", "homes", "exports", "automount", "ganesha", "check"],
            in: &text
        )
        // Stand-ins for missing values would only give findings about themselves.
        if text.diagnostics.isEmpty {
            GeneratedFilesCheck(homes: homes, exports: exports, automount: automount, check: check)
                .report(to: &text)
        }
        let rules = AccountRules(
            attributes: directory.attributes,
            prefix: homes.prefix,
            uidNumbers: homes.uidNumbers
        )
        let configuration = Configuration(
            directory: directory.settings,
            users: directory.users,
            rules: rules,
            sync: SiteSettings(
                homes: homes,
                exports: exports.settings,
                automount: automount.settings,
                ganesha: ganesha
            ),
            mapBase: automount.ldapBase ?? directory.base,
            check: check
        )
        let report = Report(file: file, diagnostics: text.diagnostics)
        return (report.diagnostics.contains { $0.severity == .error } ? nil : configuration, report)
    }

    /// Reads what a configuration file says about findings.
    ///
    /// A file that holds nothing but `[check]`, as one that stands beside maps in a repository, needs no other section;
    /// with any other, all of it must be right.
    ///
    /// - Parameters:
    ///   - file: the text of the file.
    ///   - rules: the rules whose findings it may name; nil takes any word.
    /// - Returns: the settings, nil where the file has faults, and the findings.
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

    /// Three files are written, and homes stand apart from them.
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
                text.report(ConfigurationRules.badValue, key, "\(path) is the path of another file too")
            }
            if !homes.root.isEmpty, path == homes.root || path.hasPrefix(homes.root + "/") {
                text.report(ConfigurationRules.badValue, key, "\(path) lies among the homes")
            }
        }
    }
}
