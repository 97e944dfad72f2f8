import HostFiles
import SourceText

/// Addresses that are taken for something else.
enum AddressRules: ExportClientRule {
    static let bracketed = Rule(
        code: "EXP028",
        name: "bracketed-address",
        severity: .error,
        summary: "An IPv6 address in brackets.",
        reason: "The bracket makes it a wildcard for names, which never matches.",
        cure: "Write the address without brackets.",
        example: "/h [2001:db8::7](ro)\n",
        corrected: "/h 2001:db8::7(ro)\n"
    )
    static let wildcard = Rule(
        code: "EXP029",
        name: "address-wildcard",
        severity: .error,
        summary: "An address with `*` or `?`.",
        reason:
            "Wildcards are compared with names, so it never matches a machine that has none, and hardly one that has.",
        cure: "Write the subnet with its prefix length.",
        example: "/h 192.0.2.*(ro)\n",
        corrected: "/h 192.0.2.0/24(ro)\n"
    )
    static let oddNotation = Rule(
        code: "EXP030",
        name: "odd-address",
        severity: .warning,
        summary: "An address in a shortened, octal, hexadecimal or decimal notation.",
        reason: "It is accepted, but as another address than it seems: 10.0.4 is 10.0.0.4.",
        cure: "Write all four parts in decimal, without leading zeros.",
        example: "/h 10.0.4(ro)\n",
        corrected: "/h 10.0.0.4(ro)\n"
    )

    static let rules = [bracketed, wildcard, oddNotation]

    static func check(_ client: ExportClient, of entry: ExportEntry, _ check: ExportsCheck) {
        let name = check.document.bytes(of: client.name)
        let range = client.name.range
        if client.kind == .wildcard, name.first == UInt8(ascii: "["), name.contains(UInt8(ascii: ":")) {
            check.findings.add(
                bracketed,
                at: range,
                "\"\(check.shown(client.name))\" is a wildcard that never matches."
            )
        } else if client.kind == .wildcard, isAddressPattern(name) {
            check.findings.add(
                wildcard,
                at: range,
                "\"\(check.shown(client.name))\" is compared with names, never with addresses."
            )
        } else if client.kind == .host, name.first?.isASCIIDigit == true,
            NetworkAddress(strict: name) == nil,
            case .v4(let address)? = NetworkAddress(lenient: name)
        {
            check.findings.add(
                oddNotation,
                at: range,
                "\"\(check.shown(client.name))\" is read as \(dotted(address))."
            )
        }
    }

    /// Whether a wildcard is made of the digits and dots of an address.
    static func isAddressPattern(_ name: ArraySlice<UInt8>) -> Bool {
        name.allSatisfy { $0.isASCIIDigit || "*?./".utf8.contains($0) }
            && name.contains(where: \.isASCIIDigit)
    }

    private static func dotted(_ address: UInt32) -> String {
        [24, 16, 8, 0].map { "\((address >> UInt32($0)) & 0xFF)" }.joined(separator: ".")
    }
}
