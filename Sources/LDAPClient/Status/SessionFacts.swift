public import Accounts

/// The protocol version and the cipher of a TLS session.
public struct TLSSession: Sendable, Hashable, Encodable {
    /// The version, such as `TLS1.3`; empty if the TLS library does not name it.
    public let version: String
    /// The cipher, such as `AES-256-GCM`; empty if the TLS library does not name it.
    public let cipher: String
}

/// A connection to a directory server: with what, how and as whom.
public struct SessionFacts: Sendable {
    /// The URI of the server.
    public var uri: String
    /// The product.
    public var product: ProviderKind
    /// Whether the configuration names the product.
    public var isProductConfigured: Bool
    /// The TLS session; nil without TLS.
    public var tls: TLSSession?
    /// Whether the connection is a socket of this machine, which needs no TLS.
    public var isLocalSocket: Bool
    /// Who the server takes the client for, such as `dn:cn=autohome,dc=example,dc=org`, empty for an anonymous client;
    /// nil if the server cannot tell.
    public var authorizationIdentity: String?
    /// How changes can be noticed in this product.
    public var changes: ChangeFeed
    /// Whether the server offers content synchronisation (RFC 4533); nil if it does not show its root DSE.
    public var offersContentSynchronisation: Bool?
    /// The last change from each server of OpenLDAP; nil if the server does not show it.
    public var replicaState: ReplicaState?
}
