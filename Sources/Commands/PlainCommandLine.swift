/// A command line that can be read without the parser of arguments.
///
/// Before the parser reads anything it looks at every option of every subcommand, which takes several times as long as
/// it takes to resolve a path. The usual ways to ask for one path are read here; whatever else is on the line, be it
/// right or wrong, is the parser's.
struct PlainCommandLine: Equatable {
    var settings = GlobalSettings()
    var request: ResolveRequest

    /// Reads arguments; nothing if they are not plain.
    ///
    /// - Parameter arguments: The command line without the program's name.
    init?(_ arguments: [String]) {
        guard arguments.first == "resolve" else { return nil }
        request = ResolveRequest(path: "")
        var seen: [String] = []
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            if argument == "--explain" {
                request.isExplained = true
            } else if argument.hasPrefix("-") {
                guard let value = rest.popFirst(), take(value, for: argument) else { return nil }
            } else if request.path.isEmpty, argument.hasPrefix("/"), !argument.contains("\u{FFFD}") {
                request.path = argument
            } else {
                return nil
            }
            // The parser says what it thinks of an option that is given twice.
            guard !seen.contains(argument) || argument == "--define" else { return nil }
            seen.append(argument)
        }
        guard !request.path.isEmpty else { return nil }
    }

    /// Takes the value of an option; false if either is not plain.
    private mutating func take(_ value: String, for option: String) -> Bool {
        guard !value.isEmpty, !value.hasPrefix("-") else { return false }
        switch option {
        case "--root" where value.hasPrefix("/"): settings.root = value
        case "--format" where value == "text": settings.format = .text
        case "--format" where value == "json": settings.format = .json
        case "--user": request.client.user = value
        case "--facts": request.client.facts = value
        case "--define":
            guard let definition = Definition(argument: value) else { return false }
            request.client.defines.append(definition)
        default: return false
        }
        return true
    }
}
