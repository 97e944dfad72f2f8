import SourceText

/// An LDAP entry as the server sent it: its name and the bytes of its attributes.
///
/// The values are not decoded. They can be any bytes (RFC 4511 section 4.1.5), even a NUL or a newline, so the caller
/// must check a value before using it.
public struct LDAPEntry: Sendable, Hashable {
    /// The distinguished name as the server wrote it.
    public let dn: String
    /// The values by attribute description in lower case, with its options (`cn;lang-de`), in the server's order.
    public let attributes: [String: [[UInt8]]]

    /// Makes an entry; the values of descriptions that differ only in case are combined.
    ///
    /// - Parameters:
    ///   - dn: The distinguished name.
    ///   - attributes: The values by attribute description, in any case.
    public init(dn: String, attributes: [String: [[UInt8]]]) {
        self.dn = dn
        if attributes.keys.allSatisfy(Self.isLowerCase) {
            self.attributes = attributes
            return
        }
        var lowered: [String: [[UInt8]]] = [:]
        lowered.reserveCapacity(attributes.count)
        for (description, values) in attributes.sorted(by: { $0.key < $1.key }) {
            lowered[Self.lowerCased(description), default: []] += values
        }
        self.attributes = lowered
    }

    /// The values of an attribute, whose name is case-insensitive; empty if the entry does not have it.
    public func values(of description: String) -> [[UInt8]] {
        attributes[Self.lowerCased(description)] ?? []
    }

    /// The first value of an attribute as text; nil if there is none, or if it is not UTF-8.
    public func text(of description: String) -> String? {
        values(of: description).first.flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The values of an attribute as text; nil if one of them is not UTF-8.
    public func texts(of description: String) -> [String]? {
        var texts: [String] = []
        for value in values(of: description) {
            guard let text = String(validating: value, as: UTF8.self) else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// The identity of the entry, which stays the same after a rename, in its text form (RFC 4530).
    public var entryUUID: String? {
        text(of: "entryUUID")
    }

    private static func isLowerCase(_ text: String) -> Bool {
        !text.utf8.contains(where: \.isASCIICapital)
    }

    // Attribute descriptions are ASCII (RFC 4512 section 2.5), so other letters stay as they are.
    private static func lowerCased(_ text: String) -> String {
        if isLowerCase(text) { return text }
        return String(decoding: text.utf8.asciiLowercased, as: UTF8.self)
    }
}
