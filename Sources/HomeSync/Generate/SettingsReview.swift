internal import MountMaps
internal import SourceText

/// Says what the daemons, or whoever checks the generated files, will object to in the settings.
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

    /// Something that keeps a setting from working as it looks.
    public struct Objection: Sendable, Hashable {
        /// The setting.
        public let setting: Setting
        /// The code of the rule that it breaks; nil where it cannot be written at all.
        public let code: String?
        /// What is wrong, as a sentence.
        public let message: String
    }

    /// The objections, exports first.
    public private(set) var objections: [Objection] = []

    private let settings: SyncSettings
    // Any name does: what holds for one home holds for all.
    private static let sample = "alice"

    /// Reviews settings; findings that are mere notes are passed over.
    public init(_ settings: SyncSettings) {
        self.settings = settings
        reviewExports()
        reviewAutomount()
    }

    private mutating func object(to setting: Setting, code: String? = nil, _ message: String) {
        let objection = Objection(setting: setting, code: code, message: message)
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
            let document = ExportsDocument(SourceFile(name: "", text: text))
            for diagnostic in document.diagnostics() where diagnostic.severity > .note {
                object(
                    to: setting(of: diagnostic, in: document),
                    code: diagnostic.rule.code,
                    diagnostic.message
                )
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
                    "\"\(printable(option))\" would give several exports one file system; leave it to fsid = \"stable\""
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
            for diagnostic in MasterMapDocument(SourceFile(name: "", bytes: text)).diagnostics()
            where diagnostic.severity > .note {
                object(to: .prefix, code: diagnostic.rule.code, diagnostic.message)
            }
        } catch {
            object(to: error.code == .map ? .map : .prefix, error.message)
        }
        let findings: [Diagnostic]
        do {
            findings = try Self.findings(in: generator)
        } catch {
            return object(to: Self.setting(of: error.code), error.message)
        }
        var plain = settings
        plain.automount.options = []
        let others = (try? Self.findings(in: FileGenerator(settings: plain, homes: [Self.sample]))) ?? []
        for diagnostic in findings {
            let isAboutOptions = !others.contains { $0.rule.code == diagnostic.rule.code }
            object(
                to: isAboutOptions ? .mountOptions : .server,
                code: diagnostic.rule.code,
                diagnostic.message
            )
        }
    }

    private static func findings(in generator: FileGenerator) throws(MapLineError) -> [Diagnostic] {
        var text: [UInt8] = []
        for line in generator.homeLines { text += try line.text() }
        return AutomountMapDocument(SourceFile(name: "", bytes: text)).diagnostics(use: .indirect)
            .filter { $0.severity > .note }
    }

    private static func setting(of code: MapLineError.Code) -> Setting {
        switch code {
        case .option: .mountOptions
        case .location: .server
        case .key, .map: .map
        }
    }
}
