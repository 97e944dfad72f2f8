import AutomountResolver
import FoundationEssentials
import SourceText

/// What a file of facts gives, on top of what is known already.
struct FactsFile: DecodableWithConfiguration {
    private let facts: ResolverFacts
    private let keysPassedOver: [String]

    init(from decoder: any Decoder, configuration known: ResolverFacts) throws {
        var facts = known
        try facts.take(from: decoder)
        self.facts = facts
        keysPassedOver = try ResolverFacts.keysPassedOver(in: decoder)
    }

    /// Reads a file of the command line into what is known.
    ///
    /// - Parameters:
    ///   - name: The file.
    ///   - known: What is known already.
    ///   - console: Where warnings about unknown keys go.
    /// - Throws: ``UnfitFacts`` where the file does not hold facts, `FileError` where it cannot be read.
    static func read(_ name: String, into known: inout ResolverFacts, _ console: Console) throws {
        let bytes = try ArgumentPath(name).requiredContents()
        do {
            let file = try JSONDecoder().decode(Self.self, from: Data(bytes), configuration: known)
            for key in file.keysPassedOver {
                console.complain(
                    "autohome: warning: \(printable(name)): no fact is called \"\(printable(key))\"; it is passed over\n"
                )
            }
            known = file.facts
        } catch let error as DecodingError {
            throw UnfitFacts(file: name, error)
        }
    }
}

/// A file of facts that cannot be used.
struct UnfitFacts: Error, CustomStringConvertible {
    let description: String

    init(file: String, _ error: DecodingError) {
        let (context, expectation): (DecodingError.Context, String) =
            switch error {
            case .typeMismatch(_, let context): (context, "is of another kind than expected")
            case .valueNotFound(_, let context): (context, "has no value")
            case .keyNotFound(let key, let context): (context, "lacks the key \"\(key.stringValue)\"")
            case .dataCorrupted(let context): (context, "cannot be read: \(context.debugDescription)")
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "cannot be read")
            }
        let place = context.codingPath.map(\.stringValue).joined(separator: ".")
        let subject = place.isEmpty ? "the whole" : "\"\(place)\""
        description =
            "\(file) does not hold the facts of a client as a JSON object: \(subject) \(expectation)"
    }
}
