import Accounts
import ArgumentParser
import Configuration
import LDAPEntries
import LDAPMaps
import MountMaps
import SourceText

/// Prints a generated file: `autohome generate`.
struct GenerateCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Print one generated file.",
        discussion: """
            Prints exports, auto.master and auto.home as sync would write them if the file did not exist yet. ganesha \
            prints EXPORT blocks for NFS-Ganesha, and ldif prints the maps as LDAP entries. Nothing is changed. If \
            the layout lists each home, the accounts are read from LDAP; it then ends with 1 if entries are refused or \
            conflict with each other. autohome plan lists these.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The file to print.", valueName: "file"))
    var file: GeneratedFile

    @Option(help: "The LDAP schema for ldif.")
    var schema: SchemaName?

    func validate() throws {
        guard schema == nil || file == .ldif else {
            throw ValidationError("--schema is for ldif, not for \(file.rawValue)")
        }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let configuration = try context.configuration()
        var snapshot = AccountSnapshot(accounts: AccountList([]), refused: [], conflicts: [])
        if file.listsHomes(by: configuration.sync) {
            snapshot = try await configuration.accounts(logger: context.logger)
        }
        let text = try text(configuration, snapshot.accounts)
        try context.render(
            text: { try $0.write(text) },
            json: { try $0.write(JSONOutput.text(of: record(of: text, configuration))) }
        )
        return snapshot.unknownRefusals.isEmpty && snapshot.conflicts.isEmpty ? .yes : .no
    }

    private func record(of text: [UInt8], _ configuration: Configuration) -> GeneratedRecord {
        GeneratedRecord(
            file: file.rawValue,
            path: file.managed?.path(in: configuration.sync),
            schema: file == .ldif ? schemaName.rawValue : nil,
            text: String(decoding: text, as: UTF8.self)
        )
    }

    private var schemaName: SchemaName { schema ?? .rfc2307bis }

    private func text(_ configuration: Configuration, _ accounts: AccountList) throws(FileEditError)
        -> [UInt8]
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
