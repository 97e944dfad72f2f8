public import ArgumentParser
internal import Configuration
public import HomeSync
internal import SourceText

/// Prints a generated file: `autohome generate`.
struct GenerateCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Print one file as configured.",
        discussion: "The text is what a sync writes where there is no such file yet; nothing is changed."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The file to print.", valueName: "file"))
    var file: ManagedFile

    func work(in context: CommandContext) async throws -> Answer {
        let settings = try context.configuration().sync
        let path = file.path(in: settings)
        let text = try FileGenerator(settings: settings).text(
            of: file,
            over: SourceFile(name: path, bytes: [])
        )
        switch context.format {
        case .text: try context.console.write(text)
        case .json:
            let record = GeneratedRecord(file: file, path: path, text: String(decoding: text, as: UTF8.self))
            try context.console.write(JSONOutput.text(of: record))
        }
        return .yes
    }
}

/// A generated file as data; its JSON Schema is `Schemas/json/generate.schema.json`.
private struct GeneratedRecord: Encodable {
    let file: ManagedFile
    let path: String
    let text: String
}

extension ManagedFile: ExpressibleByArgument {}
