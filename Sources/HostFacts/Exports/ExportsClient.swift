public import HostFiles
import MountMaps
import SystemFiles
import SystemPackage

/// The client to evaluate exports for.
public enum ExportsClient: Sendable, Hashable {
    /// The machine itself, by its own addresses.
    case thisMachine
    /// A machine with this address.
    case address(NetworkAddress)
    /// A machine with this name, with all its addresses.
    case name([UInt8])

    /// Reads a client: `.` is the machine itself, anything else is an address or a name.
    public init(_ text: [UInt8]) {
        if text == [UInt8(ascii: ".")] {
            self = .thisMachine
        } else if let address = NetworkAddress(lenient: text[...]) {
            self = .address(address)
        } else {
            self = .name(text)
        }
    }

    /// Returns the addresses it may ask from; an empty list if its name does not resolve.
    ///
    /// A machine below a root has no interfaces; its addresses are those of the name in its `/etc/hostname`.
    func addresses(
        below root: RootDirectory,
        _ environment: SystemExportsEnvironment
    ) throws(FileError) -> [NetworkAddress] {
        switch self {
        case .address(let address): return [address]
        case .name(let name): return environment.host(named: name)?.addresses ?? []
        case .thisMachine:
            if try root.isMachine() { return InterfaceAddress.own() }
            guard let name = try Self.hostName(below: root) else { return [] }
            return environment.host(named: name)?.addresses ?? []
        }
    }

    /// The name of an image.
    private static func hostName(below root: RootDirectory) throws(FileError) -> [UInt8]? {
        do {
            return HostNameFile.name(in: try root.read("/etc/hostname").bytes)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }
}

extension InterfaceAddress {
    /// The addresses by which the machine can be its own client: those of interfaces that are up, or loopback if there
    /// is no other.
    fileprivate static func own() -> [NetworkAddress] {
        let usable = all().filter { $0.isUp && !$0.address.isLinkLocal }
        let own = usable.filter { !$0.isLoopback }
        return (own.isEmpty ? usable : own).map(\.address)
    }
}

extension NetworkAddress {
    /// Whether it is in `fe80::/10`; such addresses are not used to reach servers by name.
    fileprivate var isLinkLocal: Bool {
        if case .v6(let high, _, _) = self { high >> 54 == 0x3FA } else { false }
    }
}
