import Glibc
import HostFiles
import MountMaps

/// The C library calls to the system's name services, one function each.
///
/// All of them block. Those about netgroups must not overlap, because setnetgrent(3), getnetgrent(3) and innetgr(3)
/// share one state per process.
enum NameServiceCall {
    /// Returns the canonical name and all addresses of a host, with the same hints as exportfs
    /// (`support/export/hostname.c: host_addrinfo`).
    static func host(named name: [UInt8]) -> ResolvedHost? {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_protocol = CInt(IPPROTO_UDP)
        hints.ai_flags = AI_CANONNAME
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(text(name), nil, &hints, &first) == 0, let first else { return nil }
        defer { freeaddrinfo(first) }
        var addresses: [NetworkAddress] = []
        var next: UnsafeMutablePointer<addrinfo>? = first
        while let info = next {
            if let address = info.pointee.ai_addr.flatMap({ NetworkAddress($0) }),
                !addresses.contains(address)
            {
                addresses.append(address)
            }
            next = info.pointee.ai_next
        }
        let canonical = first.pointee.ai_canonname.map { bytes($0) } ?? name
        return ResolvedHost(name: canonical, addresses: addresses)
    }

    /// Returns the reverse name of an address.
    static func name(of address: NetworkAddress) -> [UInt8]? {
        var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let size = buffer.count
        let code = address.withSocketAddress { socketAddress, length in
            getnameinfo(socketAddress, length, &buffer, socklen_t(size), nil, 0, NI_NAMEREQD)
        }
        return code == 0 ? buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)) : nil
    }

    /// Returns the aliases of a host with an IPv4 address.
    static func aliases(of name: [UInt8]) -> [[UInt8]] {
        var size = 1024
        while size <= 1 << 20 {
            var buffer = [CChar](repeating: 0, count: size)
            // The result points into the buffer, so the buffer must not move until the result is copied.
            let found = buffer.withUnsafeMutableBufferPointer { buffer -> [[UInt8]]? in
                var entry = hostent()
                var host: UnsafeMutablePointer<hostent>?
                var failure: CInt = 0
                let code = gethostbyname_r(
                    text(name),
                    &entry,
                    buffer.baseAddress,
                    size,
                    &host,
                    &failure
                )
                return code == ERANGE ? nil : host.map { aliases(in: $0.pointee) } ?? []
            }
            if let found { return found }
            size *= 4
        }
        return []
    }

    private static func aliases(in entry: hostent) -> [[UInt8]] {
        var aliases: [[UInt8]] = []
        var next = entry.h_aliases
        while let alias = next?.pointee {
            aliases.append(bytes(alias))
            next = next?.successor()
        }
        return aliases
    }

    /// Whether a host is in a netgroup.
    static func isMember(_ host: [UInt8], of netgroup: [UInt8]) -> Bool {
        innetgr(text(netgroup), text(host), nil, nil) == 1
    }

    /// Whether a netgroup has any triple.
    static func hasHosts(_ netgroup: [UInt8]) -> Bool {
        guard setnetgrent(text(netgroup)) == 1 else { return false }
        defer { endnetgrent() }
        var host: UnsafeMutablePointer<CChar>?
        var user: UnsafeMutablePointer<CChar>?
        var domain: UnsafeMutablePointer<CChar>?
        return getnetgrent(&host, &user, &domain) == 1
    }

    private static func text(_ bytes: [UInt8]) -> [CChar] {
        bytes.map { CChar(bitPattern: $0) } + [0]
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
        UnsafeBufferPointer(start: text, count: strlen(text)).map(UInt8.init(bitPattern:))
    }
}
