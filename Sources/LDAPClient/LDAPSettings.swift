/// How to connect to an LDAP server, and as whom.
///
/// Only these settings apply. Options from ldap.conf(5), a user's .ldaprc or `LDAP…` variables of the environment are
/// overridden on every connection, because a stray `TLS_REQCERT never` or `SIZELIMIT 12` there must not affect a sync.
public struct LDAPSettings: Sendable, Hashable {
    /// The servers to try in order, such as `ldapi:///`, `ldap://host` and `ldaps://host:636`.
    public var uris: [String]
    /// The domain whose SRV records (RFC 2782) name the servers, such as `example.org`; instead of ``uris``.
    ///
    /// DNS can be forged, so this needs ``TLS/startTLS``, and the certificate of a server must name the domain (RFC 6125
    /// section 6.2.1), not the host that DNS names.
    public var domain: String?
    /// The identity to use.
    public var bind: Bind
    /// The settings for TLS.
    public var tls: TLS
    /// The longest wait for an address to accept a connection, and again for the TLS handshake.
    ///
    /// Resolving the name is not included; resolv.conf(5) limits it.
    public var networkTimeout: Duration
    /// How long a server may go unnoticed whose machine or network is gone; TCP asks for signs of life (tcp(7)).
    public var keepAlive: Duration
    /// The longest wait for a message of the server; a search may take longer as long as entries arrive.
    public var timeout: Duration

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - uris: The servers to try in order.
    ///   - domain: The domain whose SRV records name the servers, instead of URIs.
    ///   - bind: The identity to use.
    ///   - tls: The settings for TLS.
    ///   - networkTimeout: The longest wait for a connection, and for its TLS handshake.
    ///   - keepAlive: How long a dead server may go unnoticed.
    ///   - timeout: The longest wait for a message of the server.
    public init(
        uris: [String] = [],
        domain: String? = nil,
        bind: Bind = .anonymous,
        tls: TLS = TLS(),
        networkTimeout: Duration = .seconds(8),
        keepAlive: Duration = .seconds(120),
        timeout: Duration = .seconds(60)
    ) {
        self.uris = uris
        self.domain = domain
        self.keepAlive = keepAlive
        self.bind = bind
        self.tls = tls
        self.networkTimeout = networkTimeout
        self.timeout = timeout
    }
}

extension LDAPSettings {
    /// How to authenticate (RFC 4513).
    public enum Bind: Sendable, Hashable {
        /// Anonymously.
        case anonymous
        /// With a name, and a password in a file that only its owner may read.
        ///
        /// The password is never sent unencrypted over a network: this needs `ldaps://`, ``TLS/startTLS``, `ldapi://`
        /// or a loopback address.
        case simple(dn: String, passwordFile: String)
        /// With a name and a password that the caller has already read; encrypted like the password of ``simple``.
        case password(dn: String, secret: [UInt8])
        /// With the identity from the connection: the uid of the process over `ldapi://`, the client certificate over
        /// TLS.
        case saslExternal
        /// With Kerberos (SASL GSSAPI, RFC 4752), with the credentials of the environment of the process.
        ///
        /// These are the ticket cache (`KRB5CCNAME`), or else the client keytab (`KRB5_CLIENT_KTNAME`); see kerberos(7).
        /// The server must prove that it is `ldap/HOST`, with the host in its URI. Without TLS, GSSAPI itself encrypts
        /// the connection. The Kerberos library waits for a KDC by its own limits, in addition to ``timeout``.
        case saslGSSAPI
    }

    /// The settings for TLS.
    ///
    /// The certificate of the server and its name are always checked.
    public struct TLS: Sendable, Hashable {
        /// Whether to use StartTLS on `ldap://` before anything else; a server that does not support it is refused.
        public var startTLS: Bool
        /// The file of trusted certificate authorities, in PEM; nil for those of the system.
        public var certificateAuthorityFile: String?
        /// The client certificate, in PEM, for a server that asks for one.
        public var certificateFile: String?
        /// The key of the client certificate, in PEM; only its owner may read it.
        public var keyFile: String?

        /// Makes settings for TLS.
        ///
        /// - Parameters:
        ///   - startTLS: Whether to use StartTLS on `ldap://`.
        ///   - certificateAuthorityFile: The file of trusted certificate authorities; nil for those of the system.
        ///   - certificateFile: The client certificate.
        ///   - keyFile: The key of the client certificate.
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
