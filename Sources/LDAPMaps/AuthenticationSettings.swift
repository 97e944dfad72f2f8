import LDAPEntries
import SourceText

/// The settings in autofs_ldap_auth.conf(5): the attributes of its only element.
struct AuthenticationSettings {
    enum Identity {
        case anonymous
        case simple(user: String, secret: [UInt8])
        /// A method that is not supported here, and what to do instead.
        case unsupported(reason: String)
    }

    private(set) var usesTLS = false
    private(set) var requiresTLS = false
    private(set) var identity = Identity.anonymous

    /// Reads a file.
    ///
    /// If it has errors, automount does not use LDAP at all, and neither does this.
    init(_ bytes: [UInt8]) {
        guard let attributes = Self.attributes(in: String(decoding: bytes, as: UTF8.self)) else {
            identity = .unsupported(reason: "autofs_ldap_auth.conf has no element autofs_ldap_sasl_conf")
            return
        }
        usesTLS = attributes["usetls"]?.lowercased() == "yes"
        requiresTLS = attributes["tlsrequired"]?.lowercased() == "yes"
        switch attributes["authrequired"]?.lowercased() ?? "no" {
        case "no": break
        case "simple":
            guard let user = attributes["user"], let secret = Self.secret(in: attributes) else {
                identity = .unsupported(
                    reason:
                        "autofs_ldap_auth.conf requires a simple bind but has no user or no secret; add them"
                )
                return
            }
            identity = .simple(user: user, secret: secret)
        case let kind:
            let mechanism = attributes["authtype"] ?? kind
            identity = .unsupported(
                reason: """
                    autofs_ldap_auth.conf requires SASL (\(printable(mechanism, limit: 40))), which is not supported \
                    here; give the entries with --ldif
                    """
            )
        }
    }

    private static func secret(in attributes: [String: String]) -> [UInt8]? {
        if let encoded = attributes["encoded_secret"] { return Base64.decoded(Array(encoded.utf8)[...]) }
        return attributes["secret"].map { Array($0.utf8) }
    }

    /// The attributes of the element, with XML entities decoded; nil if there is no such element.
    private static func attributes(in text: String) -> [String: String]? {
        var rest = withoutComments(text)[...]
        guard let start = rest.range(ofText: "<autofs_ldap_sasl_conf") else { return nil }
        rest = rest[start.upperBound...]
        var attributes: [String: String] = [:]
        while true {
            rest = rest.drop { $0.isWhitespace }
            let name = rest.prefix { $0 != "=" && $0 != ">" && $0 != "/" && !$0.isWhitespace }
            rest = rest.dropFirst(name.count).drop { $0.isWhitespace }
            guard !name.isEmpty, rest.popFirst() == "=" else { return attributes }
            rest = rest.drop { $0.isWhitespace }
            guard let quote = rest.popFirst(), quote == "\"" || quote == "'" else { return attributes }
            let value = rest.prefix { $0 != quote }
            rest = rest.dropFirst(value.count + 1)
            attributes[String(name)] = decoded(value)
        }
    }

    private static func withoutComments(_ text: String) -> String {
        var kept = ""
        var rest = text[...]
        while let start = rest.range(ofText: "<!--") {
            kept += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].range(ofText: "-->") else { return kept }
            rest = rest[end.upperBound...]
        }
        return kept + rest
    }

    private static func decoded(_ value: Substring) -> String {
        let names = ["lt": "<", "gt": ">", "quot": "\"", "apos": "'", "amp": "&"]
        var text = ""
        var rest = value
        while let start = rest.firstIndex(of: "&") {
            text += rest[..<start]
            rest = rest[rest.index(after: start)...]
            // No name is longer. Searching further for each "&" would be slow in a text without ";".
            let name = rest.prefix(4).prefix { $0 != ";" }
            if let character = names[String(name)], rest.dropFirst(name.count).first == ";" {
                text += character
                rest = rest.dropFirst(name.count + 1)
            } else {
                text += "&"
            }
        }
        return text + rest
    }
}

extension Substring {
    /// The first occurrence of a text.
    fileprivate func range(ofText text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
