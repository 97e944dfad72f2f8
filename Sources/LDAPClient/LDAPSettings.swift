/// How to reach a directory and as whom.
///
/// These settings alone decide. What ldap.conf(5), a user's .ldaprc or an `LDAP…` variable of the environment
/// say is overridden option by option on every connection, because a stray `TLS_REQCERT never` or `SIZELIMIT
/// 12` there must not change what a sync believes.
public struct LDAPSettings: Sendable, Hashable {
    /// The servers to try in order, such as `ldapi:///`, `ldap://host` and `ldaps://host:636`.
    public var uris: [String]
    /// As whom to ask.
    public var bind: Bind
    /// Encryption, and whom to trust.
    public var tls: TLS
    /// The longest wait for one address to accept a connection, and again for the handshake of TLS.
    ///
    /// Looking a name up takes as long as resolv.conf(5) allows on top of it.
    public var networkTimeout: Duration
    /// The longest silence of the server within an operation; a search may last longer while entries arrive.
    public var timeout: Duration

    /// Describes how to reach a directory.
    ///
    /// - Parameters:
    ///   - uris: The servers to try in order.
    ///   - bind: As whom to ask.
    ///   - tls: Encryption, and whom to trust.
    ///   - networkTimeout: The longest wait for a connection and for its TLS.
    ///   - timeout: The longest silence within an operation.
    public init(
        uris: [String],
        bind: Bind = .anonymous,
        tls: TLS = TLS(),
        networkTimeout: Duration = .seconds(8),
        timeout: Duration = .seconds(60)
    ) {
        self.uris = uris
        self.bind = bind
        self.tls = tls
        self.networkTimeout = networkTimeout
        self.timeout = timeout
    }
}

extension LDAPSettings {
    /// As whom to ask (RFC 4513).
    public enum Bind: Sendable, Hashable {
        /// As nobody.
        case anonymous
        /// By name and password; the file holds the password, for its owner's eyes only.
        ///
        /// Never sent in the clear: it takes `ldaps://`, ``TLS/startTLS``, `ldapi://` or a loopback address.
        case simple(dn: String, passwordFile: String)
        /// By name and a password that the caller has read from a file of its own; sent as seldom as that of ``simple``.
        case password(dn: String, secret: [UInt8])
        /// As whom the transport knows us: the process's uid over `ldapi://`, the client certificate over
        /// TLS.
        case saslExternal
    }

    /// Encryption, and whom to trust.
    ///
    /// The server's certificate and its name are checked always.
    public struct TLS: Sendable, Hashable {
        /// Whether `ldap://` is upgraded by StartTLS before anything else; a server that cannot is refused.
        public var startTLS: Bool
        /// The authorities to trust, in PEM; the system's own list where nil.
        public var certificateAuthorityFile: String?
        /// Our own certificate, in PEM, for a server that asks for one.
        public var certificateFile: String?
        /// The key of our own certificate, in PEM, for its owner's eyes only.
        public var keyFile: String?

        /// Describes encryption.
        ///
        /// - Parameters:
        ///   - startTLS: Whether `ldap://` must be upgraded.
        ///   - certificateAuthorityFile: The authorities to trust; the system's list where nil.
        ///   - certificateFile: Our own certificate.
        ///   - keyFile: The key of our own certificate.
        public init(
            startTLS: Bool = false,
            certificateAuthorityFile: String? = nil,
            certificateFile: String? = nil,
            keyFile: String? = nil
        ) {
            self.startTLS = startTLS
            self.certificateAuthorityFile = certificateAuthorityFile
            self.certificateFile = certificateFile
            self.keyFile = keyFile
        }
    }
}
