internal import Accounts
internal import ArgumentParser
internal import AutomountResolver
internal import DirectoryMaps
internal import SourceText
internal import SystemFiles
internal import SystemPackage

/// The options that say who answers for maps in a directory.
struct DirectoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The entries of the directory, as LDIF: maps, and with --all accounts; no server is asked.",
            valueName: "file"
        )
    )
    var ldif: String?

    /// Who answers for maps in a directory.
    func answers(in context: CommandContext, below root: RootDirectory) throws -> DirectoryAnswers {
        if let ldif {
            let bytes = try ArgumentPath(ldif).requiredContents()
            do throws(LDIFError) {
                return .entries(LDIFMaps(try LDIFReader().entries(in: bytes)))
            } catch {
                throw UnfitLDIF(file: ldif, error: error)
            }
        }
        return .client(below: root, context)
    }
}

/// A file of entries that cannot be used.
private struct UnfitLDIF: Error, CustomStringConvertible {
    let file: String
    let error: LDIFError

    var description: String { "\(file): \(error)" }
}
