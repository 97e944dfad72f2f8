import SourceText

/// The names and addresses of a hosts(5) file: an address, its canonical name, aliases.
///
/// Read as by the file source of glibc with several addresses for a name (`multi on`).
public struct HostsTable: Sendable {
    private struct Line {
        let address: NetworkAddress
        let names: [[UInt8]]
    }

    private var lines: [Line] = []
    private var linesByName: [[UInt8]: [Int]] = [:]
    private var nameByAddress: [NetworkAddress: [UInt8]] = [:]

    /// Reads the text of a hosts file; lines without a valid address are ignored.
    public init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: .lineFeed) {
            let fields = line.prefix { $0 != .hash && $0 != 0 }.split(whereSeparator: \.isASCIISpace)
            guard fields.count > 1, !fields[0].contains(UInt8(ascii: "%")),
                let address = NetworkAddress(strict: fields[0])
            else { continue }
            take(Line(address: address, names: fields[1...].map(Array.init)))
        }
    }

    private mutating func take(_ line: Line) {
        for name in line.names {
            let key = name.asciiLowercased
            if linesByName[key]?.last != lines.count { linesByName[key, default: []].append(lines.count) }
        }
        for address in [line.address, line.address.asIPv4] {
            guard let address, nameByAddress[address] == nil else { continue }
            nameByAddress[address] = line.names[0]
        }
        lines.append(line)
    }

    private func lines(for name: [UInt8]) -> [Line] {
        linesByName[name.asciiLowercased, default: []].map { lines[$0] }
    }

    /// Returns the host with a name, ignoring case; an alias gives the canonical name of its first line.
    public func host(named name: [UInt8]) -> ResolvedHost? {
        let lines = lines(for: name)
        guard let first = lines.first else { return nil }
        var seen: Set<NetworkAddress> = []
        let addresses = lines.map(\.address).filter { seen.insert($0).inserted }
        return ResolvedHost(name: first.names[0], addresses: addresses)
    }

    /// Returns the canonical name in the first line for an address.
    public func name(of address: NetworkAddress) -> [UInt8]? {
        nameByAddress[address]
    }

    /// Returns the aliases of a host as gethostbyname(3) does: only from lines with an IPv4 address.
    public func aliases(of name: [UInt8]) -> [[UInt8]] {
        let lines = lines(for: name).filter { $0.address.asIPv4 != nil }
        guard let canonical = lines.first?.names[0] else { return [] }
        return lines.flatMap { line in
            line.names[0] == canonical ? Array(line.names.dropFirst()) : line.names
        }
    }
}

extension NetworkAddress {
    /// The IPv4 address that the file source of glibc uses for an address in a lookup of IPv4 addresses.
    fileprivate var asIPv4: NetworkAddress? {
        switch self {
        case .v4: self
        case .v6(0, 1, _): .v4(0x7F00_0001)
        case .v6(0, let low, _) where low >> 32 == 0xFFFF: .v4(UInt32(truncatingIfNeeded: low))
        case .v6: nil
        }
    }
}
