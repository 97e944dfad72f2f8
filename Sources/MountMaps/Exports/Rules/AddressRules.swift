import HostFiles
import SourceText

/// Addresses that exportfs reads as something else.
enum AddressRules: ExportClientRule {
    static let bracketed = Rule(
        code: "EXP028",
        name: "bracketed-address",
        severity: .error,
        summary: "An IPv6 address in brackets.",
        reason: "exportfs reads the bracket as a wildcard for host names, which never matches.",
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
            "rpc.mountd compares wildcards with host names, not with addresses, so this one matches almost no machine.",
        cure: "Write the subnet with its prefix length.",
        example: "/h 192.0.2.*(ro)\n",
        corrected: "/h 192.0.2.0/24(ro)\n"
    )
    static let oddNotation = Rule(
        code: "EXP030",
        name: "odd-address",
        severity: .warning,
        summary: "An address in shortened, octal, hexadecimal or plain decimal notation.",
        reason: "exportfs accepts it, but reads an unexpected address: 10.0.4 is 10.0.0.4.",
        cure: "Write all four parts in decimal, without leading zeros.",
        example: "/h 10.0.4(ro)\n",
        corrected: "/h 10.0.0.4(ro)\n"
    )

    static let rules = [bracketed, wildcard, oddNotation]

    static func check(_ client: ExportClient, of entry: ExportEntry, _ check: ExportsCheck) {
        let name = check.document.bytes(of: client.name)
        let range = client.name.range
        if client.kind == .wildcard, name.first == UInt8(ascii: "["), name.contains(UInt8(ascii: ":")),
            !HostPattern(name).hasOpenClass
        {
            check.findings.add(
                bracketed,
                at: range,
                "\"\(check.shown(client.name))\" is read as a wildcard for host names, and never matches."
            )
        } else if client.kind == .wildcard, isAddressPattern(name) {
            check.findings.add(
                wildcard,
                at: range,
                "\"\(check.shown(client.name))\" is compared with host names, never with addresses."
            )
        } else if client.kind == .host, name.first?.isASCIIDigit == true,
            NetworkAddress(strict: name) == nil,
            case .v4(let address)? = NetworkAddress(lenient: name)
        {
            check.findings.add(
                oddNotation,
                at: range,
                "\"\(check.shown(client.name))\" is read as the address \(dotted(address))."
            )
        }
    }

    /// Whether a wildcard consists of the digits and dots of an address.
    static func isAddressPattern(_ name: ArraySlice<UInt8>) -> Bool {
        name.allSatisfy { $0.isASCIIDigit || "*?./".utf8.contains($0) }
            && name.contains(where: \.isASCIIDigit)
    }

    private static func dotted(_ address: UInt32) -> String {
        [24, 16, 8, 0].map { "\((address >> UInt32($0)) & 0xFF)" }.joined(separator: ".")
    }
}
