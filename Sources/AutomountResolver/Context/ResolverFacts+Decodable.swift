import HostFiles
import MountMaps

/// Facts as a file contains them, such as that of `resolve --facts`.
///
/// Every key is optional: `host`, `local` (addresses with prefix), `hosts` (name to an address or several), `uname`,
/// `userRecord`, `servers` (by address, or the word `down`), `mountFails` (sources, `@type`, `*`),
/// `daemonEnvironment` and `silentSources` (names of nsswitch.conf(5) such as `sss`).
extension ResolverFacts: Decodable {
    private enum Key: String, CodingKey, CaseIterable {
        case host
        case local
        case hosts
        case uname
        case userRecord
        case servers
        case mountFails
        case daemonEnvironment
        case silentSources
    }

    /// Reads facts; missing ones keep their defaults.
    public init(from decoder: any Decoder) throws {
        self.init()
        try take(from: decoder)
    }

    /// Takes over the given facts; missing ones and hosts that are not named stay unchanged.
    ///
    /// - Parameter decoder: The source of the facts.
    /// - Throws: `DecodingError` if a value has an unexpected type.
    public mutating func take(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func given<Value: Decodable>(_ key: Key, _ kind: Value.Type = Value.self) throws -> Value? {
            try container.decodeIfPresent(kind, forKey: key)
        }
        host = try given(.host) ?? host
        if let local = try given(.local, [String].self) {
            if let unfit = local.first(where: { !Self.isAddress($0) }) {
                throw DecodingError.dataCorruptedError(
                    forKey: .local,
                    in: container,
                    debugDescription: "\"\(unfit)\" is not an address such as 192.0.2.1 or 192.0.2.1/24"
                )
            }
            localAddresses = local
        }
        if let named = try given(.hosts, [String: HostAddresses].self) {
            let addresses = named.map { ($0.key.lowercased(), $0.value.addresses) }
            hosts = (hosts ?? [:]).merging(addresses) { $1 }
        }
        system = try given(.uname) ?? system
        user = try given(.userRecord) ?? user
        servers = try given(.servers) ?? servers
        if let failures = try given(.mountFails, [String].self) {
            mountFailures = Set(failures.map(MountFailure.init(written:)))
        }
        daemonEnvironment = try given(.daemonEnvironment) ?? daemonEnvironment
        if let sources = try given(.silentSources, [String].self) {
            silentSources = Set(sources)
            // Two names of one source.
            if !silentSources.isDisjoint(with: ["nis", "yp"]) { silentSources.formUnion(["nis", "yp"]) }
        }
    }

    /// The keys of an object that ``take(from:)`` ignores, such as a misspelt one, in order.
    ///
    /// - Throws: `DecodingError` if there is no object.
    public static func keysPassedOver(in decoder: any Decoder) throws -> [String] {
        try decoder.keys(besides: Key.self).map(\.stringValue)
    }

    /// Whether a text is an address, with or without a prefix length.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = NetworkAddress(written: String(parts[0])) else { return false }
        guard parts.count > 1 else { return true }
        return Int(parts[1]).map { 0...address.bitWidth ~= $0 } ?? false
    }

    /// The addresses of each name in a hosts file, hosts(5), by the name in lower case.
    public static func addresses(inHostsFile bytes: [UInt8]) -> [String: [String]] {
        var hosts: [String: [String]] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
            let words = text.split { $0 == " " || $0 == "\t" || $0 == "\r" }
            guard let address = words.first.map(String.init) else { continue }
            for name in words.dropFirst() {
                let name = name.lowercased()
                if hosts[name]?.contains(address) != true { hosts[name, default: []].append(address) }
            }
        }
        return hosts
    }

    private struct HostAddresses: Decodable {
        let addresses: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                addresses = [one]
            } else {
                addresses = try container.decode([String].self)
            }
        }
    }
}

extension ResolverFacts.MountFailure {
    /// Reads `*`, `@type` or a source.
    init(written text: String) {
        if text == "*" {
            self = .all
        } else if text.hasPrefix("@") {
            self = .type(String(text.dropFirst()))
        } else {
            self = .source(text)
        }
    }
}

extension ResolverFacts.Server: Decodable {
    private enum Key: String, CodingKey, CaseIterable {
        case delay = "delay_ms"
        case versions
        case down
        case exports
    }

    /// Reads the word `down`, or an object whose keys are all optional.
    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            self.init(answers: word != "down")
            return
        }
        if let unknown = try decoder.keys(besides: Key.self).first {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath + [unknown],
                    debugDescription: "a server has no key of this name"
                )
            )
        }
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            answers: try container.decodeIfPresent(Bool.self, forKey: .down) != true,
            delay: max(0, try container.decodeIfPresent(Int.self, forKey: .delay) ?? 0),
            versions: try container.decodeIfPresent([Int].self, forKey: .versions) ?? [3, 4],
            exports: try container.decodeIfPresent([String].self, forKey: .exports) ?? []
        )
    }
}

extension Decoder {
    /// The keys of an object that are not among the known ones, in order.
    fileprivate func keys<Key: CodingKey & CaseIterable>(besides known: Key.Type) throws -> [AnyKey] {
        let names = known.allCases.map(\.stringValue)
        return try container(keyedBy: AnyKey.self).allKeys
            .filter { !names.contains($0.stringValue) }
            .sorted { $0.stringValue < $1.stringValue }
    }
}

/// A key of any name.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        return nil
    }
}
