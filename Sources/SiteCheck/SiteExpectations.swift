/// What a configuration says the site should be.
public struct SiteExpectations: Sendable, Hashable {
    /// The directory on the server that holds the homes.
    public var homesRoot: String?
    /// The directory on clients below which homes appear.
    public var homesPrefix: String?
    /// The name or address by which clients reach this server.
    public var server: String?
    /// The domain of NFSv4's user names on the other machines.
    public var idmapDomain: String?

    /// Describes what is expected.
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
