internal import Accounts
internal import ArgumentParser
internal import Configuration
internal import LDAPEntries
internal import LDAPMaps
internal import MountMaps
internal import SourceText

/// Prints a generated file: `autohome generate`.
struct GenerateCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Print one file as configured.",
        discussion: """
            exports, auto.master and auto.home are printed as a sync writes them where there is no such file yet; \
            ganesha are the EXPORT blocks of NFS-Ganesha, and ldif the maps as entries of a directory. Nothing is \
            changed. A layout that lists each home asks the directory for the accounts; it then ends with 1 when \
            entries are refused or disputed, which autohome plan names.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The file to print.", valueName: "file"))
    var file: GeneratedFile

    @Option(help: "The classes and attributes of ldif.")
    var schema: SchemaName?

    func validate() throws {
        guard schema == nil || file == .ldif else {
            throw ValidationError("--schema is for ldif, not for \(file.rawValue)")
        }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let configuration = try context.configuration()
        var reading = AccountReading(accounts: [], refused: [], conflicts: [])
        if file.listsHomes(by: configuration.sync) {
            reading = try await configuration.accounts(logger: context.logger)
        }
        let text = try text(configuration, reading.accounts)
        switch context.format {
        case .text: try context.console.write(text)
        case .json:
            let record = GeneratedRecord(
                file: file.rawValue,
                path: file.managed?.path(in: configuration.sync),
                schema: file == .ldif ? schemaName.rawValue : nil,
                text: String(decoding: text, as: UTF8.self)
            )
            try context.console.write(JSONOutput.text(of: record))
        }
        return reading.refused.isEmpty && reading.conflicts.isEmpty ? .yes : .no
    }

    private var schemaName: SchemaName { schema ?? .rfc2307bis }

    private func text(_ configuration: Configuration, _ accounts: [Account]) throws(FileEditError) -> [UInt8]
    {
        let settings = configuration.sync
        let generator = FileGenerator(settings: settings, homes: accounts.map(\.homeName))
        if let managed = file.managed {
            let absent = SourceFile(name: managed.path(in: settings), bytes: [])
            return try generator.text(of: managed, over: absent)
        }
        guard file == .ldif else {
            let homes = accounts.map { (name: $0.homeName, uidNumber: $0.uidNumber) }
            return Array(try FileGenerator.ganeshaExports(settings, for: homes).utf8)
        }
        let entries = try generator.ldapEntries(schemaName.schema, below: configuration.mapBase)
        return Array(LDIFWriter.text(of: entries).utf8)
    }
}

/// What can be printed.
enum GeneratedFile: String, ExpressibleByArgument, CaseIterable {
    case exports
    case autoMaster = "auto.master"
    case autoHome = "auto.home"
    case ganesha
    case ldif

    /// The file of a sync that this is; nil for what a sync does not write.
    var managed: ManagedFile? { ManagedFile(rawValue: rawValue) }

    /// Whether it takes the accounts to print it.
    func listsHomes(by settings: SiteSettings) -> Bool {
        switch self {
        case .exports, .ganesha: ManagedFile.exports.listsHomes(by: settings)
        case .autoMaster: ManagedFile.autoMaster.listsHomes(by: settings)
        case .autoHome, .ldif: ManagedFile.autoHome.listsHomes(by: settings)
        }
    }
}

/// A generated file as data; its JSON Schema is `Schemas/json/generate.schema.json`.
private struct GeneratedRecord: Encodable {
    let file: String
    let path: String?
    let schema: String?
    let text: String
}

/// The schemas in which maps can be printed.
enum SchemaName: String, ExpressibleByArgument, CaseIterable {
    case rfc2307bis
    case rfc2307

    var schema: LDAPMapSchema {
        switch self {
        case .rfc2307bis: .rfc2307bis
        case .rfc2307: .rfc2307
        }
    }
}
