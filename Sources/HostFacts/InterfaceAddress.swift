internal import Glibc
internal import MountMaps

/// An address of a network interface of the running system, getifaddrs(3).
struct InterfaceAddress {
    let address: NetworkAddress
    let isUp: Bool
    let isLoopback: Bool

    /// Those of all interfaces.
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
                    isUp: interface.ifa_flags & UInt32(IFF_UP) != 0,
                    isLoopback: interface.ifa_flags & UInt32(IFF_LOOPBACK) != 0
                )
            )
        }
        return all
    }
}
