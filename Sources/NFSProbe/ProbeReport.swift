/// The exports that a server's mountd offers, and the address and port that answered.
public struct ProbeReport: Sendable, Hashable, Codable {
    /// The host, as the caller named it.
    public let host: String
    /// The numeric address that answered.
    public let address: String
    /// The TCP port of mountd.
    public let mountPort: UInt16
    /// The exports in the server's order.
    public let exports: [OfferedExport]

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - host: the host, as the caller named it.
    ///   - address: the numeric address that answered.
    ///   - mountPort: the TCP port of mountd.
    ///   - exports: the exports in the server's order.
    public init(host: String, address: String, mountPort: UInt16, exports: [OfferedExport]) {
        self.host = host
        self.address = address
        self.mountPort = mountPort
        self.exports = exports
    }
}
