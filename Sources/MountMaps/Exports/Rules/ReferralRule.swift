import SourceText

/// The targets of `refer=` and `replicas=`.
enum ReferralRule: ExportClientRule {
    static let malformed = Rule(
        code: "EXP069",
        name: "malformed-referral",
        severity: .note,
        summary: "A part of refer= or replicas= without a leading `/`, or without `@` and a host.",
        reason: "rpc.mountd silently ignores that part.",
        cure: "Write path@host[+host][:path@host…].",
        example: "/h *(ro,refer=data)\n",
        corrected: "/h *(ro,refer=/data@srv2)\n"
    )

    static let rules = [malformed]

    static func check(_ client: ExportClient, of entry: ExportEntry, _ check: ExportsCheck) {
        let text: [UInt8]
        switch client.grant.options.locations {
        case .referral(let value), .replicas(let value): text = value
        case nil: return
        }
        guard parts(text).contains(where: { !isWellFormed($0) }) else { return }
        check.findings.add(
            malformed,
            at: client.word.range,
            "\"\(printable(text, limit: 120))\" has a part that is not path@host; rpc.mountd ignores it."
        )
    }

    /// The parts between colons; a colon inside brackets belongs to an address (`method_list` of rpc.mountd).
    private static func parts(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var isBracketed = false
        return text.split(omittingEmptySubsequences: false) { byte in
            if byte == UInt8(ascii: "[") { isBracketed = true }
            if byte == UInt8(ascii: "]") { isBracketed = false }
            return byte == UInt8(ascii: ":") && !isBracketed
        }
    }

    private static func isWellFormed(_ part: ArraySlice<UInt8>) -> Bool {
        guard part.first == UInt8(ascii: "/"), let at = part.firstIndex(of: UInt8(ascii: "@")) else {
            return false
        }
        return at + 1 < part.endIndex
    }
}
