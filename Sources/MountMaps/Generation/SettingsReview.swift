public import SourceText

/// Checks the settings: finds what the daemons or a check of the generated files will object to.
public struct SettingsReview: Sendable {
    /// The setting that an objection is about.
    public enum Setting: Sendable, Hashable {
        /// The directory that holds the homes.
        case root
        /// Where homes appear on clients.
        case prefix
        /// The clients of one grant, by its position.
        case clients(grant: Int)
        /// The options of one grant, by its position.
        case exportOptions(grant: Int)
        /// The map of homes.
        case map
        /// The name of the server.
        case server
        /// The mount options.
        case mountOptions
    }

    /// A problem with a setting.
    public struct Objection: Sendable, Hashable {
        /// The setting.
        public let setting: Setting
        /// The rule that it breaks; nil if the setting cannot be written at all.
        public let rule: Rule?
        /// How bad it is.
        public let severity: Severity
        /// What is wrong, as a sentence.
        public let message: String
        /// How to fix it; nil if the message is enough.
        public let help: String?
        /// Where it is found; nil if the setting cannot be written at all.
        public let place: Place?
    }

    /// A generated file, and an entry of it.
    public struct Place: Sendable, Hashable {
        /// The path of the file.
        public let file: String
        /// The first word of the entry; nil if there is one entry for each home.
        public let entry: String?
        /// Whether that word is the key of a map instead of a path.
        public let isKey: Bool
    }

    /// The objections, exports first.
    public private(set) var objections: [Objection] = []

    private let settings: SiteSettings
    private let policy: DiagnosticPolicy
    private let nfsUtils: String
    // Any name will do, because all homes are written alike.
    private static let sample = "alice"

    /// Reviews settings; notes are ignored.
    ///
    /// - Parameters:
    ///   - settings: the settings.
    ///   - policy: the site's policy for findings about files, which also applies to generated files.
    ///   - nfsUtils: the version of nfs-utils that will read the exports.
    public init(
        _ settings: SiteSettings,
        policy: DiagnosticPolicy = DiagnosticPolicy(),
        nfsUtils: String = ExportsDocument.usualNFSUtils
    ) {
        self.settings = settings
        self.policy = policy
        self.nfsUtils = nfsUtils
        reviewExports()
        reviewAutomount()
    }

    private mutating func object(to setting: Setting, _ message: String) {
        add(Objection(setting: setting, rule: nil, severity: .error, message: message, help: nil, place: nil))
    }

    private mutating func object(to setting: Setting, _ finding: Diagnostic, at place: Place) {
        guard finding.severity > .note else { return }
        add(
            Objection(
                setting: setting,
                rule: finding.rule,
                severity: finding.severity,
                message: finding.message,
                help: finding.help,
                place: place
            )
        )
    }

    /// Returns the findings in a generated file that the site's policy does not silence.
    private func minded(_ diagnostics: [Diagnostic], in file: SourceFile) -> [Diagnostic] {
        let report = Report(file: file, diagnostics: diagnostics)
        return policy.applied(to: report, comments: [], known: [], examined: []).diagnostics
    }

    private mutating func add(_ objection: Objection) {
        if !objections.contains(objection) { objections.append(objection) }
    }
}

extension SettingsReview {
    private mutating func reviewExports() {
        let before = objections.count
        for (index, grant) in settings.exports.grants.enumerated() { review(grant, at: index) }
        guard objections.count == before else { return }
        do {
            let lines = try FileGenerator(settings: settings, homes: [Self.sample]).exportLines()
            let text = lines.map { $0.text + "\n" }.joined()
            let document = ExportsDocument(SourceFile(name: settings.exports.file, text: text))
            let entry = settings.exports.layout == .root ? settings.homes.root : nil
            let place = Place(file: settings.exports.file, entry: entry, isKey: false)
            for finding in minded(document.diagnostics(nfsUtils: nfsUtils), in: document.source) {
                object(to: setting(of: finding, in: document), finding, at: place)
            }
        } catch {
            object(to: .root, error.message)
        }
    }

    private mutating func review(_ grant: ExportsSettings.Grant, at index: Int) {
        let path = "/"
        for option in grant.options where option.hasPrefix("fsid=") {
            if settings.exports.layout == .each || settings.exports.fsid == .stable {
                object(
                    to: .exportOptions(grant: index),
                    "\"\(printable(option))\" would give several exports the same fsid; use the setting fsid = \"stable\" instead"
                )
            }
        }
        for client in grant.clients {
            do {
                _ = try ExportLine(path: path, grants: [.init(client: client, options: ["ro"])])
            } catch {
                object(to: .clients(grant: index), error.message)
            }
        }
        do {
            _ = try ExportLine(path: path, grants: [.init(client: "localhost", options: grant.options)])
        } catch {
            object(to: .exportOptions(grant: index), error.message)
        }
    }

    private func setting(of diagnostic: Diagnostic, in document: ExportsDocument) -> Setting {
        let start = diagnostic.range.lowerBound
        let owners = settings.exports.grants.enumerated().flatMap { index, grant in
            grant.clients.map { _ in index }
        }
        for entry in document.entries {
            for (client, grant) in zip(entry.clients, owners) where client.word.range.contains(start) {
                return client.list?.range.contains(start) == true
                    ? .exportOptions(grant: grant) : .clients(grant: grant)
            }
        }
        return .root
    }
}

extension SettingsReview {
    private mutating func reviewAutomount() {
        let generator = FileGenerator(settings: settings, homes: [Self.sample])
        do {
            let text = try generator.masterLine.text()
            let document = MasterMapDocument(SourceFile(name: settings.automount.master, bytes: text))
            let place = Place(file: settings.automount.master, entry: settings.homes.prefix, isKey: false)
            for finding in minded(document.diagnostics(), in: document.file) {
                object(to: .prefix, finding, at: place)
            }
        } catch {
            object(to: error.code == .map ? .map : .prefix, error.message)
        }
        let found: Report
        do {
            found = try Self.findings(in: generator)
        } catch {
            return object(to: Self.setting(of: error.code), error.message)
        }
        var plain = settings
        plain.automount.options = AutomountSettings.standardOptions
        let others = try? Self.findings(in: FileGenerator(settings: plain, homes: [Self.sample])).diagnostics
        let entry = settings.automount.layout == .wildcard ? "*" : nil
        let place = Place(file: settings.automount.map, entry: entry, isKey: true)
        for finding in minded(found.diagnostics, in: found.file) {
            let isAboutOptions = others?.contains { $0.rule.code == finding.rule.code } != true
            object(to: isAboutOptions ? .mountOptions : .server, finding, at: place)
        }
    }

    private static func findings(in generator: FileGenerator) throws(MapLineError) -> Report {
        var text: [UInt8] = []
        for line in generator.homeLines { text += try line.text() }
        let file = SourceFile(name: generator.settings.automount.map, bytes: text)
        return Report(file: file, diagnostics: AutomountMapDocument(file).diagnostics(use: .indirect))
    }

    private static func setting(of code: MapLineError.Code) -> Setting {
        switch code {
        case .option: .mountOptions
        case .location: .server
        case .key, .map: .map
        }
    }
}
