import ArgumentParser
import SourceText

/// A word in the place of the command that is not one.
struct MisspeltCommand {
    private static let optionsWithValue = ["--config", "--root", "--format", "--log-level", "--color"]

    /// The error to show instead of the parser's own, which names neither the commands nor a similar one.
    let error: ValidationError

    /// Looks for the command after the global options; nil if it is one, or if there is none.
    init?(arguments: some Sequence<String>) {
        var iterator = arguments.makeIterator()
        var next = iterator.next()
        while let option = next, option.hasPrefix("-") {
            // The parser has more to say about an option that it does not know.
            guard Self.optionsWithValue.contains(String(option.prefix { $0 != "=" })) else { return nil }
            if !option.contains("=") { _ = iterator.next() }
            next = iterator.next()
        }
        let names = Autohome.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard let word = next, word != "help", !names.contains(word) else { return nil }
        let suggestion = SimilarWord(to: word, among: names).text.map { "; did you mean \($0)?" } ?? "."
        error = ValidationError(
            "\"\(printable(word))\" is not a command\(suggestion) The commands are \(names.joined(separator: ", "))."
        )
    }
}
