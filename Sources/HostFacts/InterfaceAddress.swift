import Glibc
import HostFiles
import MountMaps

/// An address of a network interface of the running system, getifaddrs(3).
struct InterfaceAddress {
    let address: NetworkAddress
    /// The prefix length of its network; nil if the interface has no mask.
    let prefixLength: Int?
    let isUp: Bool
    let isLoopback: Bool

    /// Returns the addresses of all interfaces.
    static func all() -> [InterfaceAddress] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var all: [InterfaceAddress] = []
        var next = first
        while let interface = next?.pointee {
            next = interface.ifa_next
            guard let address = interface.ifa_addr.flatMap({ NetworkAddress($0) }) else { continue }
            all.append(
                InterfaceAddress(
                    address: address,
                    prefixLength: interface.ifa_netmask.flatMap { NetworkAddress($0) }?.oneBits,
                    isUp: interface.ifa_flags & UInt32(IFF_UP) != 0,
                    isLoopback: interface.ifa_flags & UInt32(IFF_LOOPBACK) != 0
                )
            )
        }
        return all
    }
}

extension NetworkAddress {
    /// The number of set bits, which is the prefix length of a mask.
    fileprivate var oneBits: Int {
        switch self {
        case .v4(let bits): bits.nonzeroBitCount
        case .v6(let high, let low, _): high.nonzeroBitCount + low.nonzeroBitCount
        }
    }
}
