/// What a server's mountd offers, and how it was reached.
public struct ProbeReport: Sendable, Hashable, Codable {
    /// The host as it was asked for.
    public let host: String
    /// The address that answered, in numbers.
    public let address: String
    /// The TCP port of mountd.
    public let mountPort: UInt16
    /// The exports in the server's order.
    public let exports: [OfferedExport]

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - host: the host as it was asked for.
    ///   - address: the address that answered, in numbers.
    ///   - mountPort: the TCP port of mountd.
    ///   - exports: the exports in the server's order.
    public init(host: String, address: String, mountPort: UInt16, exports: [OfferedExport]) {
        self.host = host
        self.address = address
        self.mountPort = mountPort
        self.exports = exports
    }
}
