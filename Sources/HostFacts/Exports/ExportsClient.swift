internal import Glibc
public import MountMaps
internal import SystemFiles
internal import SystemPackage

/// Whose view of the exports is asked for.
public enum ExportsClient: Sendable, Hashable {
    /// The machine itself, by its own addresses.
    case thisMachine
    /// A machine that asks from this address.
    case address(NetworkAddress)
    /// A machine of this name, by all its addresses.
    case name([UInt8])

    /// Reads what stands for a client: `.` is the machine itself; all else is an address or a name.
    public init(_ text: [UInt8]) {
        if text == [UInt8(ascii: ".")] {
            self = .thisMachine
        } else if let address = NetworkAddress(lenient: text[...]) {
            self = .address(address)
        } else {
            self = .name(text)
        }
    }

    /// The addresses from which it may ask; none where its name does not resolve.
    ///
    /// A machine that lies below a root has no interfaces to look at: its addresses are those of the name in its
    /// `/etc/hostname`.
    func addresses(
        below root: RootDirectory,
        _ environment: SystemExportsEnvironment
    ) throws(FileError) -> [NetworkAddress] {
        switch self {
        case .address(let address): return [address]
        case .name(let name): return environment.host(named: name)?.addresses ?? []
        case .thisMachine:
            if try root.isMachine() { return InterfaceAddresses.own() }
            guard let name = try Self.hostName(below: root) else { return [] }
            return environment.host(named: name)?.addresses ?? []
        }
    }

    /// The first line of hostname(5) that says anything.
    private static func hostName(below root: RootDirectory) throws(FileError) -> [UInt8]? {
        do {
            let bytes = try root.read("/etc/hostname").bytes
            let lines = bytes.split(separator: UInt8(ascii: "\n")).map { line in
                line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.prefix {
                    $0 > UInt8(ascii: " ")
                }
            }
            return lines.first { !$0.isEmpty && $0.first != UInt8(ascii: "#") }.map(Array.init)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }
}

/// The addresses of the running machine.
private enum InterfaceAddresses {
    /// Those by which it can reach itself as a client: of interfaces that are up, loopback where there is no other.
    static func own() -> [NetworkAddress] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var own: [NetworkAddress] = []
        var loopback: [NetworkAddress] = []
        var next = first
        while let interface = next?.pointee {
            next = interface.ifa_next
            guard interface.ifa_flags & UInt32(IFF_UP) != 0,
                let address = interface.ifa_addr.flatMap({ NetworkAddress($0) }), !address.isLinkLocal
            else { continue }
            if interface.ifa_flags & UInt32(IFF_LOOPBACK) != 0 {
                loopback.append(address)
            } else {
                own.append(address)
            }
        }
        return own.isEmpty ? loopback : own
    }
}

extension NetworkAddress {
    /// Whether it is one of `fe80::/10`, which servers are not asked from by name.
    fileprivate var isLinkLocal: Bool {
        if case .v6(let high, _, _) = self { high >> 54 == 0x3FA } else { false }
    }
}
