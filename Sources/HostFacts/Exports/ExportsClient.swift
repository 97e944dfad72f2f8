public import HostFiles
import MountMaps
import SystemFiles
import SystemPackage

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
    /// Those by which the machine can reach itself as a client: of interfaces that are up, loopback where there is no
    /// other.
    fileprivate static func own() -> [NetworkAddress] {
        let usable = all().filter { $0.isUp && !$0.address.isLinkLocal }
        let own = usable.filter { !$0.isLoopback }
        return (own.isEmpty ? usable : own).map(\.address)
    }
}

extension NetworkAddress {
    /// Whether it is one of `fe80::/10`, which servers are not asked from by name.
    fileprivate var isLinkLocal: Bool {
        if case .v6(let high, _, _) = self { high >> 54 == 0x3FA } else { false }
    }
}
