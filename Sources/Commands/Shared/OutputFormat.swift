import ArgumentParser
import FoundationEssentials

/// The form of what is printed, as it is asked for.
enum RequestedFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
}

/// The form of what every subcommand can print.
enum OutputFormat {
    case text
    case json
}

extension CommandContext {
    /// Prints an answer in the form that was asked for; only that form is made.
    func render<Record: Encodable>(
        text: @autoclosure () throws -> String,
        json: @autoclosure () throws -> Record
    ) throws {
        try render(
            text: { try $0.write(text()) },
            json: { try $0.write(JSONOutput.text(of: json())) }
        )
    }

    /// Prints an answer that is more than a string or a record; the one place that tells the forms apart.
    func render(text: (Console) throws -> Void, json: (Console) throws -> Void) throws {
        switch format {
        case .text: try text(console)
        case .json: try json(console)
        }
    }
}

/// Values as JSON for machines, keys sorted so that equal values give equal texts.
enum JSONOutput {
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
