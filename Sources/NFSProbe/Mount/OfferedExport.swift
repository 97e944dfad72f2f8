/// One directory that a server's mountd offers, as MOUNT's EXPORT procedure lists it (RFC 1813, 5.2.5).
///
/// The list says nothing of options, nor which of several clients wins for a host.
public struct OfferedExport: Sendable, Hashable, Codable {
    /// The directory on the server.
    public let path: XDRString
    /// The hosts, networks, patterns and netgroups that it is offered to; none means everybody.
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

    /// Whether the server names no client, and so offers the directory to everybody.
    public var isOfferedToEverybody: Bool { clients.isEmpty }
}
