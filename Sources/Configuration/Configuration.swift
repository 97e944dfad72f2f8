public import Accounts
public import Directory
public import HomeSync
public import SourceText

/// Everything that `/etc/autohome/autohome.toml` says, checked.
public struct Configuration: Sendable {
    /// Where the configuration stands unless another file is named.
    public static let defaultPath = "/etc/autohome/autohome.toml"

    /// How to reach the directory and as whom.
    public let directory: DirectorySettings
    /// Which entries are users, and which of their attributes matter.
    public let users: SearchRequest
    /// The rules by which entries become accounts.
    public let rules: AccountRules
    /// Homes, exports and maps.
    public let sync: SyncSettings
    /// The entry below which maps stand in the directory.
    public let mapBase: String

    /// Reads a configuration file.
    ///
    /// All faults of the file are found in one go.
    ///
    /// - Parameter file: the text of the file.
    /// - Returns: the configuration, nil where the file has faults, and the findings.
    public static func read(_ file: SourceFile) -> (configuration: Configuration?, report: Report) {
        var text = ConfigurationText(file)
        // After a syntax error everything would be missing too; that says nothing.
        guard text.diagnostics.isEmpty else {
            return (nil, Report(file: file, diagnostics: text.diagnostics))
        }
        let directory = DirectorySection.read(&text)
        let homes = HomesSection.read(&text)
        let exports = ExportsSection.read(&text)
        let automount = AutomountSection.read(&text)
        checkPlaces(homes, exports.settings, automount.settings, in: &text)
        SectionReader([]).finish(subsections: ["directory", "homes", "exports", "automount"], in: &text)
        // Stand-ins for missing values would only give findings about themselves.
        if text.diagnostics.isEmpty {
            GeneratedFilesCheck(homes: homes, exports: exports, automount: automount).report(to: &text)
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
            sync: SyncSettings(
                homes: homes,
                exports: exports.settings,
                automount: automount.settings
            ),
            mapBase: automount.settings.ldapBase ?? directory.base
        )
        let report = Report(file: file, diagnostics: text.diagnostics)
        return (report.diagnostics.isEmpty ? configuration : nil, report)
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
