import ArgumentParser
import FoundationEssentials

/// The output format that the command line asks for.
enum RequestedFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
}

/// The output formats that every subcommand supports.
enum OutputFormat {
    case text
    case json
}

extension CommandContext {
    /// Prints an answer in the requested format; the other format is not computed.
    func render<Record: Encodable>(
        text: @autoclosure () throws -> String,
        json: @autoclosure () throws -> Record
    ) throws {
        try render(
            text: { try $0.write(text()) },
            json: { try $0.write(JSONOutput.text(of: json())) }
        )
    }

    /// Prints an answer that needs more than a string or a record.
    ///
    /// This is the only place that switches on the format.
    func render(text: (Console) throws -> Void, json: (Console) throws -> Void) throws {
        switch format {
        case .text: try text(console)
        case .json: try json(console)
        }
    }
}

/// Writes values as JSON, with sorted keys so that equal values give equal texts.
enum JSONOutput {
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
