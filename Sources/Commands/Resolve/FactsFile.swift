import AutomountResolver
import FoundationEssentials
import SourceText

/// A file of facts about a client, which override the facts that are known already.
struct FactsFile: DecodableWithConfiguration {
    private let facts: ResolverFacts
    private let keysPassedOver: [String]

    init(from decoder: any Decoder, configuration known: ResolverFacts) throws {
        var facts = known
        try facts.take(from: decoder)
        self.facts = facts
        keysPassedOver = try ResolverFacts.keysPassedOver(in: decoder)
    }

    /// Reads a file that the command line names into the known facts.
    ///
    /// - Parameters:
    ///   - name: The file.
    ///   - known: The facts that are known already.
    ///   - console: Where warnings about unknown keys go.
    /// - Throws: ``BadFactsFile`` if the file does not contain facts, `FileError` if it cannot be read.
    static func read(_ name: String, into known: inout ResolverFacts, _ console: Console) throws {
        let bytes = try ArgumentPath(name).requiredContents()
        do {
            let file = try JSONDecoder().decode(Self.self, from: Data(bytes), configuration: known)
            for key in file.keysPassedOver {
                console.writeError(
                    "autohome: warning: \(printable(name)): unknown key \"\(printable(key))\" is ignored\n"
                )
            }
            known = file.facts
        } catch let error as DecodingError {
            throw BadFactsFile(file: name, error)
        }
    }
}

/// A file of facts that cannot be used.
struct BadFactsFile: Error, CustomStringConvertible {
    let description: String

    init(file: String, _ error: DecodingError) {
        let (context, expectation): (DecodingError.Context, String) =
            switch error {
            case .typeMismatch(_, let context): (context, "has the wrong type")
            case .valueNotFound(_, let context): (context, "has no value")
            case .keyNotFound(let key, let context): (context, "lacks the key \"\(key.stringValue)\"")
            case .dataCorrupted(let context): (context, "cannot be read: \(context.debugDescription)")
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "cannot be read")
            }
        let place = context.codingPath.map(\.stringValue).joined(separator: ".")
        let subject = place.isEmpty ? "it" : "\"\(place)\""
        description =
            "\(file) must contain facts about a client as a JSON object, but \(subject) \(expectation)"
    }
}
