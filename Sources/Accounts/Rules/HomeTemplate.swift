/// The home of an account whose entry names none that a client could use.
///
/// `%u` is the login name, `%U` the numeric user id and `%%` a percent sign, as in sssd.conf(5).
public struct HomeTemplate: Sendable, Hashable {
    private enum Part: Hashable {
        case text(String)
        case name
        case uidNumber
    }

    /// The template as written.
    public let text: String
    private let parts: [Part]

    /// Reads a template.
    ///
    /// - Parameters:
    ///   - text: The template, such as `/home/%u`.
    ///   - prefix: The parent directory of all homes on clients, such as `/home`; no slash at the end.
    /// - Throws: ``Objection`` if homes from the template could not be told from each other, or would lie elsewhere.
    public init(_ text: String, prefix: String) throws(Objection) {
        guard text.hasPrefix(prefix + "/") else { throw Objection("must begin with \(prefix)/") }
        var parts: [Part] = []
        var rest = text[...]
        while let character = rest.popFirst() {
            switch (character, character == "%" ? rest.popFirst() : nil) {
            case ("%", "u"): parts.append(.name)
            case ("%", "U"): parts.append(.uidNumber)
            case ("%", "%"): parts.append(.text("%"))
            case ("%", _): throw Objection("has a % without u, U or % after it")
            default: parts.append(.text(String(character)))
            }
        }
        guard parts.contains(.name) || parts.contains(.uidNumber) else {
            throw Objection("must contain %u or %U, or all accounts would have the same home")
        }
        self.text = text
        self.parts = parts
    }

    /// The home of an account.
    func home(name: String, uidNumber: UInt32) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .name: name
            case .uidNumber: "\(uidNumber)"
            }
        }.joined()
    }

    /// What is wrong with a template, as the rest of a sentence whose subject is the template.
    public struct Objection: Error, Sendable {
        /// The rest of the sentence.
        public let text: String

        init(_ text: String) {
            self.text = text
        }
    }
}
