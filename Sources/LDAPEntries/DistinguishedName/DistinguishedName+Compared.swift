import SourceText

extension DistinguishedName {
    /// A name in the form in which it is compared with others.
    ///
    /// Equal names have equal forms: in lower case, with escapes resolved, without blanks that do not count, with the
    /// short name of every attribute, and with the parts of a multi-valued RDN in one order (RFC 4518, RFC 4519).
    /// Values are compared without regard to case, as those of nearly all naming attributes are.
    ///
    /// - Parameter name: The name as a server wrote it.
    /// - Returns: The form; not for people.
    package static func compared(_ name: String) -> String {
        comparedComponents(name).joined(separator: ",")
    }

    /// The components of a name in the form in which they are compared, that of the entry itself first.
    package static func comparedComponents(_ name: String) -> [String] {
        var components: [String] = []
        var assertions: [[UInt8]] = []
        var rest = Array(name.utf8)[...]
        while !rest.isEmpty {
            assertions.append(comparedAssertion(&rest))
            if rest.popFirst() == plus { continue }
            let ordered = assertions.sorted { $0.lexicographicallyPrecedes($1) }
            components.append(
                String(decoding: Array(ordered.joined(separator: [plus])), as: UTF8.self).lowercased()
            )
            assertions = []
        }
        return components
    }

    private static let comma = UInt8(ascii: ",")
    private static let plus = UInt8(ascii: "+")

    /// Reads an attribute and its value up to the separator.
    private static func comparedAssertion(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        let type = rest.prefix { $0 != UInt8(ascii: "=") && $0 != comma && $0 != plus }
        rest = rest.dropFirst(type.count)
        let name = String(decoding: squeezed(type), as: UTF8.self).lowercased()
        guard rest.first == UInt8(ascii: "=") else { return Array(name.utf8) }
        rest = rest.dropFirst()
        var value: [UInt8] = []
        while let byte = rest.first, byte != comma, byte != plus {
            rest = rest.dropFirst()
            value.append(byte == .backslash ? takeEscaped(&rest)?.byte ?? byte : byte)
        }
        return Array((shortNames[name] ?? name).utf8) + [UInt8(ascii: "=")] + squeezed(value[...])
    }

    /// A value without blanks at its ends and with single blanks inside (RFC 4518 section 2.6.1), in which a byte that
    /// separates parts is escaped.
    private static func squeezed(_ value: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        for word in value.split(separator: .blank) {
            if !text.isEmpty { text.append(.blank) }
            for byte in word {
                if byte == comma || byte == plus || byte == .backslash { text.append(.backslash) }
                text.append(byte)
            }
        }
        return text
    }

    /// The short names of naming attributes, by the other names and the object identifiers (RFC 4519).
    private static let shortNames = [
        "commonname": "cn", "2.5.4.3": "cn",
        "countryname": "c", "2.5.4.6": "c",
        "localityname": "l", "2.5.4.7": "l",
        "stateorprovincename": "st", "2.5.4.8": "st",
        "streetaddress": "street", "2.5.4.9": "street",
        "organizationname": "o", "2.5.4.10": "o",
        "organizationalunitname": "ou", "2.5.4.11": "ou",
        "userid": "uid", "0.9.2342.19200300.100.1.1": "uid",
        "domaincomponent": "dc", "0.9.2342.19200300.100.1.25": "dc",
    ]
}
