/// What a directory server cannot know about a new configuration, as somebody chose it.
public struct InitialChoices: Sendable {
    /// The servers.
    public var uris: [String]
    /// The domain whose SRV records name the servers; instead of URIs.
    public var domain: String?
    /// The base; nil to take the one that the server proposes.
    public var base: String?
    /// The keys and values of `[directory]` that tell how to connect, as whom: texts, and `start_tls`.
    public var access = Access()
    /// The directory on this server that contains the homes.
    public var homesRoot: String
    /// The name of this server for clients.
    public var server: String
    /// Who may mount the homes; empty if that is not decided yet.
    public var clients: [String]

    /// How to connect, and as whom; nil for what the configuration leaves out.
    public struct Access: Sendable, Hashable {
        /// How to sign in, such as `simple`.
        public var bind: String?
        /// The name to sign in with.
        public var bindDN: String?
        /// The file with the password.
        public var passwordFile: String?
        /// Whether to encrypt `ldap://` with StartTLS.
        public var startTLS = false
        /// The certificate authorities to trust.
        public var authorityFile: String?
        /// The client certificate.
        public var certificateFile: String?
        /// The key of the client certificate.
        public var keyFile: String?

        /// Makes the default: anonymously, without StartTLS.
        public init() {}
    }

    /// Makes choices.
    public init(
        uris: [String],
        domain: String? = nil,
        base: String? = nil,
        homesRoot: String = "/srv/home",
        server: String,
        clients: [String] = []
    ) {
        self.uris = uris
        self.domain = domain
        self.base = base
        self.homesRoot = homesRoot
        self.server = server
        self.clients = clients
    }
}
