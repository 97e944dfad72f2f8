/// One directory that a server's mountd offers, as MOUNT's EXPORT procedure lists it (RFC 1813, 5.2.5).
///
/// The list says nothing of options, nor which of several clients wins for a host.
public struct OfferedExport: Sendable, Hashable, Codable {
    /// The directory on the server.
    public let path: XDRString
    /// The hosts, networks, patterns and netgroups that it is offered to, in the server's words; none means everybody.
    ///
    /// Servers differ: for one address Linux says `192.0.2.1` and NFS-Ganesha `192.0.2.1/32`; for a netgroup
    /// Linux says `@staff` and NFS-Ganesha `staff`; for everybody Linux says `*` and NFS-Ganesha nothing.
    public let clients: [XDRString]

    /// Makes an export.
    ///
    /// - Parameters:
    ///   - path: the directory on the server.
    ///   - clients: to whom it is offered; empty for everybody.
    public init(path: XDRString, clients: [XDRString]) {
        self.path = path
        self.clients = clients
    }

    /// Whether the server offers the directory to everybody: it names no client, or the pattern `*`.
    public var isOfferedToEverybody: Bool {
        clients.isEmpty || clients.contains { $0.bytes == [UInt8(ascii: "*")] }
    }
}
