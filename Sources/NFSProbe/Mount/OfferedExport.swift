/// A directory that a server's mountd offers, from the EXPORT procedure of MOUNT (RFC 1813, 5.2.5).
///
/// The list has no options, and does not show which of several matching clients applies to a host.
public struct OfferedExport: Sendable, Hashable, Codable {
    /// The directory on the server.
    public let path: XDRString
    /// The hosts, networks, patterns and netgroups that it is offered to, as the server writes them; empty for
    /// everybody.
    ///
    /// Servers differ: for a single address Linux writes `192.0.2.1` and NFS-Ganesha `192.0.2.1/32`; for a netgroup
    /// Linux writes `@staff` and NFS-Ganesha `staff`; for everybody Linux writes `*` and NFS-Ganesha nothing.
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
