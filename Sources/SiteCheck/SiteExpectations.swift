/// What the configuration says about the site.
public struct SiteExpectations: Sendable, Hashable {
    /// The directory on the server that contains the homes.
    public var homesRoot: String?
    /// The directory on clients below which homes appear.
    public var homesPrefix: String?
    /// The name or address by which clients reach this server.
    public var server: String?
    /// The NFSv4 ID mapping domain of the other machines.
    public var idmapDomain: String?

    /// Makes expectations.
    public init(
        homesRoot: String? = nil,
        homesPrefix: String? = nil,
        server: String? = nil,
        idmapDomain: String? = nil
    ) {
        self.homesRoot = homesRoot
        self.homesPrefix = homesPrefix
        self.server = server
        self.idmapDomain = idmapDomain
    }
}
