/// Names and addresses as hosts(5) gives them: an address, its canonical name, aliases.
public struct HostsTable: Sendable {
    private var hosts: [[UInt8]: (canonical: [UInt8], addresses: [NetworkAddress])] = [:]

    /// Reads the text of a hosts file; lines without a valid address are left out.
    public init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: .lineFeed) {
            let content = line.prefix { $0 != .hash }
            let fields = content.split { $0.isCWhiteSpace }
            guard fields.count > 1, let address = NetworkAddress(strict: fields[0]) else { continue }
            for name in fields[1...] {
                let key = name.asciiLowercased
                guard hosts[key]?.addresses.contains(address) != true else { continue }
                hosts[key, default: (Array(fields[1]), [])].addresses.append(address)
            }
        }
    }

    /// The host of a name, without regard to case; an alias gives the canonical name of its first line.
    public func host(named name: [UInt8]) -> ResolvedHost? {
        hosts[name.asciiLowercased].map { ResolvedHost(name: $0.canonical, addresses: $0.addresses) }
    }
}

extension Sequence<UInt8> {
    /// The bytes with `A` to `Z` made small, as strcasecmp(3) compares in the C locale.
    var asciiLowercased: [UInt8] { map { $0.isCapitalLetter ? $0 | 0x20 : $0 } }
}

extension UInt8 {
    /// Whether the byte is one of A to Z.
    var isCapitalLetter: Bool { (0x41...0x5A).contains(self) }
}
