import LDAPEntries
import SourceText

/// A pattern for continuation references that hide nothing of interest, such as `*DomainDnsZones*`.
///
/// A star stands for any text, and case does not count. A pattern matches a reference if it matches its whole URI or
/// the DN in it.
public struct ReferencePattern: Sendable, Hashable {
    /// The pattern as written.
    public let text: String

    /// Makes a pattern.
    public init(_ text: String) {
        self.text = text
    }

    /// Whether the pattern matches a reference (RFC 4516).
    func matches(uri: String) -> Bool {
        Wildcard(text.lowercased()).matches(uri.lowercased())
            || Self.distinguishedName(in: uri).map(matches(dn:)) ?? false
    }

    /// Whether the pattern matches a distinguished name.
    func matches(dn: String) -> Bool {
        Wildcard(DistinguishedName.compared(text)).matches(DistinguishedName.compared(dn))
    }

    /// The DN of an LDAP URL, without its percent-encoding.
    private static func distinguishedName(in uri: String) -> String? {
        let parts = uri.utf8.split(
            separator: UInt8(ascii: "/"),
            maxSplits: 3,
            omittingEmptySubsequences: false
        )
        guard parts.count == 4 else { return nil }
        var rest = parts[3].prefix { $0 != UInt8(ascii: "?") }
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap(\.hexDigitValue)
            guard byte == UInt8(ascii: "%"), digits.count == 2 else {
                bytes.append(byte)
                continue
            }
            bytes.append(digits[0] << 4 | digits[1])
            rest = rest.dropFirst(2)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}

extension SearchRequest {
    /// Whether a continuation reference may be ignored: if a pattern matches each of its URIs, which name copies of the
    /// same entries (RFC 4511 section 4.5.3).
    func ignores(reference uris: [String]) -> Bool {
        !uris.isEmpty && uris.allSatisfy { uri in ignoredReferences.contains { $0.matches(uri: uri) } }
    }
}
