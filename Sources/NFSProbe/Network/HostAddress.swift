import Glibc

/// An IPv4 or IPv6 address of a host, without a port.
struct HostAddress: Sendable, Hashable {
    /// The most addresses of a host that are tried.
    static let most = 16

    /// The numeric address, with the zone if it is link-local.
    let text: String
    /// The name of TCP for this address family in rpcbind (netconfig(5)).
    let transport: String
    let family: CInt
    private let bytes: [UInt8]

    private init?(_ entry: addrinfo) {
        guard let address = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET: transport = "tcp"
        case AF_INET6: transport = "tcp6"
        default: return nil
        }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard
            getnameinfo(address, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
        else { return nil }
        text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        family = entry.ai_family
        bytes = Array(UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen)))
    }

    /// Looks up the addresses of a host, in the order that the system prefers.
    ///
    /// The system's resolver has no time limit, so the caller must not wait for this function alone.
    static func resolve(_ host: String) throws(ProbeError) -> [HostAddress] {
        guard !host.isEmpty, !host.utf8.contains(0) else {
            throw ProbeError(.unresolvable, .resolve, host: host, "this is not the name or address of a host")
        }
        var hints = addrinfo()
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &first)
        guard status == 0 else {
            throw ProbeError(
                .unresolvable,
                .resolve,
                host: host,
                "the name has no address (\(String(cString: gai_strerror(status)))): "
                    + "correct the name, or its entry in DNS or /etc/hosts"
            )
        }
        defer { freeaddrinfo(first) }
        var addresses: [HostAddress] = []
        var next = first
        while let entry = next, addresses.count < most {
            if let address = HostAddress(entry.pointee), !addresses.contains(address) {
                addresses.append(address)
            }
            next = entry.pointee.ai_next
        }
        guard !addresses.isEmpty else {
            throw ProbeError(.unresolvable, .resolve, host: host, "the name has no IPv4 or IPv6 address")
        }
        return addresses
    }

    /// Calls a body with the socket address of this host and a port.
    func withSocketAddress<Value>(
        port: UInt16,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) { room in
            room.copyBytes(from: bytes)
            // Both sin_port and sin6_port follow the two bytes of the family, in network byte order.
            room.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
        }
        return withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(bytes.count)) }
        }
    }
}
