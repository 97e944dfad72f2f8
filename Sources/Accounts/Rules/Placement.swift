import LDAPEntries
import SourceText

/// Which of several file servers an account's home is on, as its entry says.
public struct Placement: Sendable, Hashable {
    /// The attribute with the file server: a host, a location such as `nfs1:/srv/home/alice`, or an automount entry
    /// such as `-rw nfs1:/srv/home/alice`.
    public let attribute: String
    /// The names of this file server, in lower case.
    public let names: Set<String>

    /// Makes a rule for placement.
    ///
    /// - Parameters:
    ///   - attribute: The attribute with the file server.
    ///   - names: The names of this file server; case is ignored.
    public init(attribute: String, names: Set<String>) {
        self.attribute = attribute
        self.names = Set(names.map { $0.lowercased() })
    }

    /// Whether a value names this file server.
    func isHere(_ value: some BidirectionalCollection<UInt8>) -> Bool {
        let location = value.split(whereSeparator: \.isASCIIBlank).last ?? value[...]
        let host: [UInt8]
        if location.first == UInt8(ascii: "["), let end = location.firstIndex(of: UInt8(ascii: "]")) {
            host = Array(location[location.index(after: location.startIndex)..<end])
        } else {
            host = Array(location.prefix { $0 != .colon })
        }
        return names.contains(String(decoding: host.asciiLowercased, as: UTF8.self))
    }
}
