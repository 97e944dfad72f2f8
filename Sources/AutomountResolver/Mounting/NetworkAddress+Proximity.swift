import HostFiles
import MountMaps

extension NetworkAddress {
    /// Reads an address from a location, perhaps in brackets; `nil` for anything else.
    init?(written text: String) {
        var bytes = Array(text.utf8)[...]
        if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
            bytes = bytes.dropFirst().dropLast()
        }
        self.init(strict: bytes)
    }

    /// Whether two addresses share their first bits.
    func shares(_ bits: Int, with other: NetworkAddress) -> Bool {
        switch (self, other) {
        case (.v4(let left), .v4(let right)):
            (left ^ right) >> max(0, 32 - bits) == 0
        case (.v6(let high, let low, _), .v6(let otherHigh, let otherLow, _)):
            (high ^ otherHigh) >> max(0, 64 - bits) == 0
                && (bits <= 64 || (low ^ otherLow) >> max(0, 128 - bits) == 0)
        default:
            false
        }
    }

    /// Whether both are addresses of one family.
    func isOfFamily(of other: NetworkAddress) -> Bool {
        shares(0, with: other)
    }

    /// Whether the address is a loopback address (cases locations-041, address-forms-002).
    ///
    /// Other addresses of 127.0.0.0/8 than 127.0.0.1 are assumed to be the client as well.
    package var isLoopback: Bool {
        switch self {
        case .v4(let address): address >> 24 == 127
        case .v6(let high, let low, _): high == 0 && low == 1
        }
    }

    /// Whether no host can have the address: all of 0.0.0.0/8 except 0.0.0.0, which leads to the client itself.
    ///
    /// A short form such as `1` is one of these (RFC 1122, section 3.2.1.3; cases address-forms-000,
    /// address-forms-001).
    var isOfNoHost: Bool {
        guard case .v4(let address) = self else { return false }
        return address != 0 && address >> 24 == 0
    }

    /// The length of an address of this family in bits.
    var bitWidth: Int {
        if case .v4 = self { 32 } else { 128 }
    }

    /// The prefix length of the class A, B or C network of an IPv4 address.
    var classfulPrefix: Int? {
        guard case .v4(let address) = self else { return nil }
        return address >> 31 == 0 ? 8 : address >> 30 == 2 ? 16 : 24
    }
}
