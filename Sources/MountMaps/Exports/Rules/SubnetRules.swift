import HostFiles
import SourceText

/// Clients that contain a `/`.
enum SubnetRules: ExportClientRule {
    static let matchesNobody = Rule(
        code: "EXP024",
        name: "zero-prefix",
        severity: .error,
        summary: "A subnet with prefix length 0, or without a prefix length.",
        reason:
            "rpc.mountd treats 0 as 32 bits, so instead of everyone it matches only the address itself: nobody.",
        cure: "Write `*` for everyone.",
        example: "/pub 0.0.0.0/0(ro)\n",
        corrected: "/pub *(ro)\n"
    )
    static let invalid = Rule(
        code: "EXP025",
        name: "invalid-subnet",
        severity: .error,
        summary: "A client with a `/` that is not a valid subnet, or an invalid address.",
        reason:
            "exportfs skips it, and exits with an error if it contains a `/`. A second path on a line is read this way.",
        cure: "Write an address, a slash and a prefix length or mask. Put each path on its own line.",
        example: "/a /b *(ro)\n",
        corrected: "/a 10.0.0.0/8(ro)\n"
    )
    static let oddMask = Rule(
        code: "EXP026",
        name: "odd-mask",
        severity: .error,
        summary: "A mask that is inverted or has holes.",
        reason: "It matches unrelated machines.",
        cure: "Write the prefix length.",
        example: "/h 192.0.2.0/0.0.0.255(ro)\n",
        corrected: "/h 192.0.2.0/255.255.255.0(ro)\n"
    )
    static let hostBits = Rule(
        code: "EXP027",
        name: "host-bits",
        severity: .note,
        summary: "A subnet whose address has host bits set.",
        reason: "The path is exported to the whole subnet, although perhaps one machine was meant.",
        cure: "Write the network address, or the machine's address without a prefix length.",
        example: "/h 10.6.0.19/24(ro)\n",
        corrected: "/h 10.6.0.0/24(ro)\n"
    )

    static let rules = [matchesNobody, invalid, oddMask, hostBits]

    static func check(_ client: ExportClient, of entry: ExportEntry, _ check: ExportsCheck) {
        if client.kind == .host, isFailedAddress(check.document.bytes(of: client.name)) {
            check.findings.add(
                invalid,
                at: client.name.range,
                "\"\(check.shown(client.name))\" is not a valid address, and no machine has such a name.",
                help: "Correct the address."
            )
        }
        guard client.kind == .subnet else { return }
        do {
            let subnet = try ExportSubnet(check.document.bytes(of: client.name))
            report(subnet, client.name, check)
        } catch {
            // ClientNameRules reports subnets joined by a comma.
            guard !ClientNameRules.joinsClients(check.document.bytes(of: client.name)) else { return }
            check.findings.add(invalid, at: client.name.range, message(error, check.shown(client.name)))
        }
    }

    /// Whether a name consists only of address characters but is not an address.
    static func isFailedAddress(_ name: ArraySlice<UInt8>) -> Bool {
        let dots = name.count { $0 == UInt8(ascii: ".") }
        let colons = name.count { $0 == UInt8(ascii: ":") }
        let isLikeV4 = dots > 0 && name.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
        let isLikeV6 =
            colons > 1 && dots == 0
            && name.allSatisfy { $0 == UInt8(ascii: ":") || $0.hexDigitValue != nil }
        return (isLikeV4 || isLikeV6) && NetworkAddress(lenient: name) == nil
    }

    private static func message(_ mistake: ExportSubnet.Mistake, _ name: String) -> String {
        switch mistake {
        case .address: "\"\(name)\" contains a slash, but the text before it is not an address."
        case .prefix: "\"\(name)\": the prefix length is not a number, or is too large."
        case .mask: "\"\(name)\": the mask is not an address of the same family."
        }
    }

    private static func report(
        _ subnet: ExportSubnet,
        _ name: ExportWord,
        _ check: ExportsCheck
    ) {
        let range = name.range
        if subnet.size == .prefix(0) {
            check.findings.add(
                matchesNobody,
                at: range,
                "\"\(check.shown(name))\" matches only that one address, not everyone.",
                help: subnet.bits == ExportSubnet.Bits(leading: 0)
                    ? nil : "Write the prefix length after the slash, or only the address."
            )
            return
        }
        guard let mask = subnet.mask else {
            check.findings.add(
                oddMask,
                at: range,
                "\"\(check.shown(name))\": the mask is inverted or has holes."
            )
            return
        }
        guard subnet.bits.high & ~mask.high != 0 || subnet.bits.low & ~mask.low != 0 else { return }
        check.findings.add(
            hostBits,
            at: range,
            "\"\(check.shown(name))\" matches the whole subnet, not one machine."
        )
    }
}

extension ExportSubnet {
    /// 128 bits; an IPv4 address fills the first 32.
    struct Bits: Hashable {
        var high: UInt64
        var low: UInt64

        init(_ address: NetworkAddress) {
            switch address {
            case .v4(let bits): (high, low) = (UInt64(bits) << 32, 0)
            case .v6(let upper, let lower, _): (high, low) = (upper, lower)
            }
        }

        init(leading count: Int) {
            high = count >= 64 ? .max : ~(UInt64.max >> UInt64(count))
            low = count <= 64 ? 0 : count >= 128 ? .max : ~(UInt64.max >> UInt64(count - 64))
        }

        static func & (left: Bits, right: Bits) -> Bits {
            var bits = left
            bits.high &= right.high
            bits.low &= right.low
            return bits
        }
    }

    /// The bits of the address.
    var bits: Bits { Bits(address) }

    /// Whether this subnet contains every address of another one.
    func covers(_ other: ExportSubnet) -> Bool {
        guard let length = prefixLength, let otherLength = other.prefixLength, 0 < length,
            length <= otherLength
        else { return false }
        switch (address, other.address) {
        case (.v4, .v4), (.v6, .v6):
            let mask = Bits(leading: length)
            return bits & mask == other.bits & mask
        default: return false
        }
    }

    /// The number of leading bits that are compared; nil if the mask has holes or is inverted.
    var prefixLength: Int? {
        switch size {
        case .prefix(let length): return length
        case .mask(let mask):
            let bits = Bits(mask)
            let length =
                bits.high == .max
                ? 64 + (~bits.low).leadingZeroBitCount : (~bits.high).leadingZeroBitCount
            return Bits(leading: length) == bits ? length : nil
        }
    }

    /// The bits that are compared; nil if the mask has holes or is inverted.
    var mask: Bits? { prefixLength.map { Bits(leading: $0) } }
}
